using Microsoft.Data.SqlClient;

namespace Csirt.Platform.Database;

/// <summary>
/// Does a whole unit of work again where SQL Server gave it up (deadlock, time-out, lost connection), a few times with growing
/// pauses. Not once its commit was sent: whether that arrived can't be known, and doing it again could do it twice.
/// </summary>
internal sealed class Repeating(TimeProvider time)
{
    private const int MostTries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    /// <summary>Throws <see cref="StoreUnavailableException"/> where it is the database that can't.</summary>
    /// <param name="once">One try, from the start.</param>
    /// <param name="refusal">What to say when the tries are used up.</param>
    /// <param name="cancellationToken">Gives up between two tries.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> once, string refusal, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await once();
            }
            catch (SqlException e) when (tried < MostTries && SqlServerFaults.IsWorthRepeating(e))
            {
                // Victims of each other must not meet again at the same moment.
                var pause = FirstPause * Math.Pow(2, tried - 1) * (0.5 + Random.Shared.NextDouble());
                await Task.Delay(pause, time, cancellationToken);
            }
            catch (SqlException e) when (SqlServerFaults.IsOfTheStore(e))
            {
                throw new StoreUnavailableException(refusal, e);
            }
        }
    }
}
