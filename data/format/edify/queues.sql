SELECT queue_id, name, weight, active, file, source_row FROM stage.queues
