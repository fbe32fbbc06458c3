namespace Csirt.Portal.Services;

/// <summary>Loads what a page can do without: a service that is down takes its part of the page, not the page.</summary>
internal sealed class Loading(CancellationToken stop)
{
    /// <summary>What did not load, in words for the page.</summary>
    public bool Incomplete { get; private set; }

    public async Task<T> OrAsync<T>(Func<CancellationToken, Task<T>> load, T otherwise)
    {
        try
        {
            return await load(stop);
        }
        catch (ApiException e) when (!e.SessionEnded)
        {
            Incomplete = true;
            return otherwise;
        }
    }
}
