package complaints

// pages are the tabs of the room, in their order.
var pages = []string{"complaint", "complaint-ledger", "complaint-archive", "complaint-figures"}
