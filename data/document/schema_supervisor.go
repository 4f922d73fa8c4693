package document

import "segpath/data"

func ringsSchema() schema {
	return closed([]property{
		{"has", hasSchema()}, {"total", schema{"type": "integer"}},
		{"rings", arrayOf(ringOutcome(recordSchema(ringRowRecord(new(data.RingRow)))))},
		{"next", schema{"type": []string{"string", "null"}, "description": "what --after takes to list on; null at the end"}},
	})
}

func queuesSchema() schema {
	return closed([]property{{"has", hasSchema()}, {"asked", recordSchema(askedRecord(data.ServiceLevel{}))}, {"queues", arrayOf(recordSchema(queueRecord(new(data.QueueRow))))}})
}

func statusesSchema() schema {
	return closed([]property{
		{"has", hasSchema()}, {"statuses", arrayOf(recordSchema(statusRowRecord(new(data.StatusRow))))},
		{"transitions", arrayOf(recordSchema(transitionRecord(new(data.Transition))))},
	})
}

func variantsSchema() schema {
	return closed([]property{
		{"has", hasSchema()}, {"interactions", schema{"type": "integer"}}, {"total", schema{"type": "integer"}},
		{"variants", arrayOf(recordSchema(variantRowRecord(new(data.VariantRow))))},
	})
}

func userGroupsSchema() schema {
	return closed([]property{
		{"has", hasSchema()}, {"by", schema{"type": "string"}}, {"groups", arrayOf(recordSchema(groupRecord(new(data.GroupRow))))},
	})
}
