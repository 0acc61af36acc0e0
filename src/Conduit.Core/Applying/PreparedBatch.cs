using Conduit.Planning;

namespace Conduit.Applying;

/// <summary>A batch whose intents are written down and which was not sent yet.</summary>
/// <param name="Number">Its number in the run.</param>
/// <param name="Ready">What can be sent.</param>
/// <param name="Waiting">What refers to something that was not applied.</param>
internal sealed record PreparedBatch(int Number, List<Change> Ready, List<Change> Waiting);
