namespace Conduit.Reconciliation;

/// <summary>A verdict with the row that it came from and the ticket of the change, so that it can be taken back when another row of the same key turns up.</summary>
internal record struct Decision(Verdict Verdict, RowPlace Place, int Ticket);
