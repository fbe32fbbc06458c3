using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Csirt.Testing;

/// <summary>A small SMTP server on a free loopback port: takes mail, and can refuse, put off, hang, hang up or ask for a password.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _sessions = [];
    private readonly Task _accepting;

    public SmtpSink(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = Task.Run(AcceptAsync);
    }

    public int Port { get; }

    /// <summary>Mails taken: the address on the envelope and the message.</summary>
    public ConcurrentQueue<(string Recipient, MimeMessage Message)> Taken { get; } = [];

    /// <summary>What was given as user name and password, over TLS.</summary>
    public ConcurrentQueue<string> Credentials { get; } = [];

    /// <summary>Answer to a recipient; null: taken.</summary>
    public Func<string, string?> OnRecipient { get; set; } = _ => null;

    /// <summary>Answer to a whole mail, by its recipient; null: taken. An empty answer hangs up instead, without having taken it.</summary>
    public Func<string, string?> OnData { get; set; } = _ => null;

    /// <summary>Answers nothing to recipients for whom this holds.</summary>
    public Func<string, bool> HangsAt { get; set; } = _ => false;

    /// <summary>Offers STARTTLS with this certificate, and AUTH after it.</summary>
    public X509Certificate2? Certificate { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_sessions);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _sessions.Add(Task.Run(() => ServeAsync(client)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await using var session = new Session(this, client.GetStream(), _stop.Token);
                await session.RunAsync();
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The other side has gone, or the test has ended.
            }
        }
    }

    private sealed class Session(SmtpSink sink, Stream stream, CancellationToken stop) : IAsyncDisposable
    {
        private Stream _stream = stream;
        private string _recipient = string.Empty;
        private bool _secure;

        public ValueTask DisposeAsync() => _stream.DisposeAsync();

        public async Task RunAsync()
        {
            await SayAsync("220 sink ESMTP");
            while (await ReadLineAsync() is { } line && await AnswerAsync(line))
            {
            }
        }

        private async Task<bool> AnswerAsync(string line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(sink.Certificate is null ? "250 sink" : _secure ? "250-sink\r\n250 AUTH PLAIN" : "250-sink\r\n250 STARTTLS");
                    return true;
                case "STARTTLS":
                    await SayAsync("220 go");
                    var tls = new SslStream(_stream);
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = sink.Certificate }, stop);
                    (_stream, _secure) = (tls, true);
                    return true;
                case "AUTH":
                    sink.Credentials.Enqueue(Encoding.UTF8.GetString(Convert.FromBase64String(line.Split(' ')[2])));
                    await SayAsync("235 fine");
                    return true;
                case "RCPT":
                    _recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    if (sink.HangsAt(_recipient))
                    {
                        await Task.Delay(Timeout.Infinite, stop);
                    }

                    await SayAsync(sink.OnRecipient(_recipient) ?? "250 ok");
                    return true;
                case "DATA":
                    await SayAsync("354 go ahead");
                    return await TakeAsync();
                case "QUIT":
                    await SayAsync("221 bye");
                    return false;
                default:
                    await SayAsync("250 ok");
                    return true;
            }
        }

        private async Task<bool> TakeAsync()
        {
            var data = new StringBuilder();
            for (var line = await ReadLineAsync(); line is not null and not "."; line = await ReadLineAsync())
            {
                data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            var answer = sink.OnData(_recipient);
            if (answer?.Length == 0)
            {
                return false;
            }

            if (answer is null)
            {
                using var bytes = new MemoryStream(Encoding.Latin1.GetBytes(data.ToString()));
                sink.Taken.Enqueue((_recipient, await MimeMessage.LoadAsync(bytes, stop)));
            }

            await SayAsync(answer ?? "250 taken");
            return true;
        }

        private async Task SayAsync(string line) => await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), stop);

        private async Task<string?> ReadLineAsync()
        {
            var line = new List<byte>();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, stop) == 1)
            {
                if (one[0] == '\n')
                {
                    return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
                }

                line.Add(one[0]);
            }

            return null;
        }
    }
}
