namespace Conduit.Mapping;

/// <summary>A piece of the head of an expression: a column or a fixed text.</summary>
/// <param name="Text">The heading of the column, or the text.</param>
/// <param name="IsColumn">Whether it is a column.</param>
internal readonly record struct ExpressionPart(string Text, bool IsColumn);
