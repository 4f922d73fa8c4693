package query

import (
	"context"
	"strings"
	"testing"

	"segpath/data"
)

// Sessions fill the answers of their tasks; in another conversation the agent joined, or it is a consult of theirs.
func TestBuzzeasySessions(t *testing.T) {
	e := openBuzzeasy(t, Options{}, map[string][]string{
		"Conversations": {
			"a,ch,Voice,Default,0,100", "b,ch,Voice,Default,40,60,false,false", "k,ch,Voice,Default,50,70,false,true", "alone,ch,Voice,Default,0,9,,true",
		},
		"Workitem": {"w1,a,ana,q1,5,95,4,10,76,Handled", "w2,a,ben,q1,96,99,3,0,0,Handled"},
		"Workitem Conversation Sessions": {
			"1,w1,a,ConversationEnded,2,31.5", "2,w1,a,Transferred,1,8.5", "3,w1,b,default,1,5", "4,w1,k,default,0,0", "5,w2,a,AgentFailedToJoin,0,0", "6,gone,a,default,0,0",
		},
	})
	for id, want := range map[string]string{
		"a": `
0-0 create
5-9 ring ana q1
9-85 accept ana q1
50-70 consult by ana derived
85-95 wrapup ana q1
96-99 ring ben q1
99-99 accept ben q1 (AgentFailedToJoin)
100-100 complete (Default)`,
		"b": "40-40 create\n40- join ana derived\n60-60 complete (Default)", "k": "50-50 create\n70-70 complete (Default)",
		"alone": "0-0 create\n9-9 complete (Default)",
	} {
		if got := told(pathOf(t, e, id)); got != strings.TrimSpace(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", id, got, want)
		}
	}
	a := pathOf(t, e, "a")
	if f := a.Steps[2].Facts; f["hold_total_s"] != "40" || f["holdCount"] != "3" || f["endedReason"] != "Transferred" {
		t.Errorf("%v", f)
	}
	if s := data.Summarise(a); s.Hold.Or(0).Seconds() != 40 || s.Accepts.Or(0) != 2 || s.RingCount.Or(0) != 2 {
		t.Errorf("%+v", s)
	}
	alone := pathOf(t, e, "alone")
	if in := alone.Interaction; in.Facts["isConsult"] != "true" || in.Direction != "consult" || data.Summarise(alone).Wait.Ok() {
		t.Errorf("%+v: a customer waited in a consult", in)
	}
	if f := fileOf(t, e, "Workitem Conversation Sessions.csv"); f.Used != 5 || f.Context["session of a task that is not in the export"] != 1 {
		t.Errorf("%+v", f)
	}
}

// fileOf is what became of a file's rows.
func fileOf(t *testing.T, e *Engine, name string) data.FileReport {
	t.Helper()
	report, err := e.Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Files {
		if strings.HasSuffix(f.File, "/"+name) {
			return f
		}
	}
	t.Fatalf("no file %s in %+v", name, report.Files)
	return data.FileReport{}
}

// Every result of a bot segment. Its instants are local, and the UTC columns of the others tell the zone.
func TestBuzzeasyBots(t *testing.T) {
	files := map[string]string{
		"Conversations.csv": "ID,StartedAt,startedAtUtc,ENDEDATUTC,conversationendedreason\nc1,2026-03-02 14:30:00,2026-03-02 09:00:00,2026-03-02 09:01:40,Default\n",
		"Bot Segments.csv": buzzeasyFile("Bot Segments", "b1,c1,s1,19801,19811,Success,1,1", "b2,c1,s2,19811,19821,Failed", "b3,c1,s2,19821,19831,CustomerDisconnect,,byPhone") +
			"b4,c1,s2,2026-03-02 14:30:31,,,,\n",
		"Bot Steps.csv": "deletedAt,id,mediaGroup,name,type\n,s1,Voice,Main menu,autoAttendant\n",
	}
	e := openExactly(t, Options{}, files)
	want := "0-0 create\n1-11 bot (Success)\n11-21 bot (Failed)\n21-31 bot cause=customer_left (CustomerDisconnect)\n31- bot\n100-100 complete (Default)"
	p := pathOf(t, e, "c1")
	if got := told(p); got != want || e.export.ZoneAssumed || e.report.TimeZone != "UTC+05:30" {
		t.Errorf("zone %s, got\n%s\nwant\n%s", e.report.TimeZone, got, want)
	}
	if f := p.Steps[1].Facts; f["botStep"] != "Main menu" || f["botStepType"] != "autoAttendant" || f["botFinishedResult"] != "1" || f["botFinishedInfo"] != "1" {
		t.Errorf("%v", f)
	}
	if f := p.Steps[3].Facts; f["botStep"] != "s2" || f["botFinishedInfo"] != "byPhone" {
		t.Errorf("%v", f)
	}
}

// Calls hold the rows of Conversations: they fill what is empty there, and count once.
func TestBuzzeasyCallsFillConversations(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{
		"Conversations.csv": "id,channelType,startedAtUTC,endedAtUTC,conversationEndedReason\nc1,Voice,2026-03-02 09:00:00,2026-03-02 09:01:00,Default\nc2,Email,2026-03-02 09:00:00,,\n",
		"Calls.csv": "id,channelType,channelPhoneNumber,startedAtUTC,endedAtUTC,conversationEndedReason,customerPhoneNumber,customerRingDuration,holdCount,holdDurationInSeconds,isChannelOpen\n" +
			"c1,Voice,+442079460100,2026-03-02 09:00:00,2026-03-02 09:01:00,Default,+441632960001,7,1,12,60\n",
		"Emails.csv": "id,startedAtUTC,subject,threadID,customerEmailAddress\nc2,2026-03-02 09:00:00,Invoice,t9,a@example.org\n",
	})
	if e.Export().InteractionCount != 2 {
		t.Fatalf("%d interactions", e.Export().InteractionCount)
	}
	in := pathOf(t, e, "c1").Interaction
	facts := map[string]string{"holdCount": "1", "hold_total_s": "12", "customerRingDuration": "7", "isChannelOpen": "60"}
	for name, want := range facts {
		if in.Facts[name] != want {
			t.Errorf("%s is %q in %v", name, in.Facts[name], in.Facts)
		}
	}
	if in.Customer != "+441632960001" || in.ContactPoint != "+442079460100" || in.Outcome != "Default" {
		t.Errorf("%+v", in)
	}
	if f := fileOf(t, e, "Calls.csv"); f.Used != 1 {
		t.Errorf("%+v", f)
	}
}

// Lookups give names; chats alone are a base; the states of agents are context; other tables of the feed are left out.
func TestBuzzeasyLookups(t *testing.T) {
	e := openFiles(t, Options{}, map[string]string{
		"Chats.csv":          "id,channelID,startedAtUTC,endedAtUTC,conversationEndedReason,nextConversationID,businessUnitId\nc1,ch1,2026-03-02 09:00:00,2026-03-02 09:01:00,TransferredToQueue,c2,bu1\nc2,ch2,2026-03-02 09:01:00,,,,bu1\n",
		"Channels.csv":       "businessUnitId,channelType,name,deletedAt,id\nbu1,Webchat,Shop chat,,ch1\n",
		"Business Units.csv": "id,name\nbu1,Shop\n",
		"Agents.csv":         "id,name,customID,deletedAt\nana,Ana Silva,17,\n",
		"Users.csv":          "customId,deletedAt,emailAddress,id,Name,userType\n17,,ana@example.com,ana,Ana Silva,Supervisor\n",
		"Queues.csv":         "Name,id,deletedAt,channelID,routing mode\nSales,q1,2026-01-01,ch1,Manual\n",
		"Agent States.csv":   "agentID,breakName,durationInSeconds,id,isLogin,isLogout,logoutReason,startTimeUtc,startTime,state\nana,Lunch,60,1,False,False,,2026-03-02 09:00:00,2026-03-02 09:00:00,Break\n",
		"Campaigns.csv":      "campaignType,deletedAt,id,name\nPreview,,x1,Spring\n",
	})
	chain, err := e.Chain(context.Background(), "c2")
	if err != nil {
		t.Fatal(err)
	}
	if len(chain.Legs) != 2 || chain.Legs[0].ID != "c1" || !chain.Legs[1].Path.Open() {
		t.Errorf("%+v", chain.Legs)
	}
	in, u := chain.Legs[0].Path.Interaction, e.dir.Users["ana"]
	if in.Type != "Webchat" || in.ContactPoint != "Shop chat" || e.dir.AccountName(in.AccountID) != "Shop" || chain.Legs[1].Path.Interaction.ContactPoint != "ch2" {
		t.Errorf("%+v", in)
	}
	if u.Name != "Ana Silva" || u.Email != "ana@example.com" || u.Title != "Supervisor" || e.dir.QueueName("q1") != "Sales" || e.dir.Queues["q1"].Active.Or(true) {
		t.Errorf("%+v %+v", u, e.dir.Queues)
	}
	if f := fileOf(t, e, "Agent States.csv"); f.Context["agent state"] != 1 {
		t.Errorf("%+v", f)
	}
	has := e.Export().Has
	for what, c := range map[string]data.Capability{"rings": has.Rings, "responses": has.Responses, "statuses": has.Statuses, "queues": has.Queues, "talk": has.Talk, "hold": has.Hold} {
		if c.Can() || c.Why == "" {
			t.Errorf("%s: %+v", what, c)
		}
	}
}
