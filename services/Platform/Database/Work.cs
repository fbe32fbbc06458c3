using System.Diagnostics;

namespace Csirt.Platform.Database;

/// <summary>A unit of work that waits for the writer.</summary>
internal interface IWork
{
    string Town { get; }

    string Actor { get; }

    /// <summary>Trace it belongs to.</summary>
    Activity? Parent { get; }

    Task RunAsync(IUnitOfWork uow);

    /// <summary>Its savepoint was undone; its caller hears so once the transaction has ended.</summary>
    void Refuse(Exception reason);

    /// <summary>The transaction has committed.</summary>
    void Complete();

    /// <summary>The transaction did not commit.</summary>
    void Fail(Exception reason);
}

/// <inheritdoc />
internal sealed class Work<T>(string town, string actor, Func<IUnitOfWork, Task<T>> work, Activity? parent, CancellationToken cancellationToken) : IWork
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _refused;
    private T? _value;

    public string Town => town;

    public string Actor => actor;

    public Activity? Parent => parent;

    public Task<T> Result => _result.Task;

    public async Task RunAsync(IUnitOfWork uow)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _value = await work(uow);
    }

    public void Refuse(Exception reason) => _refused = reason;

    public void Complete()
    {
        if (_refused is null)
        {
            _result.TrySetResult(_value!);
        }
        else
        {
            _result.TrySetException(_refused);
        }
    }

    public void Fail(Exception reason) => _result.TrySetException(reason);
}
