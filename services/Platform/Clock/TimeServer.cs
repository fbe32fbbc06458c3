using System.Buffers.Binary;
using System.Net.Sockets;

namespace Csirt.Platform.Clock;

/// <summary>Asks a time server (SNTP, RFC 4330) how far this machine's clock is off.</summary>
internal static class TimeServer
{
    private const int PacketSize = 48;
    private const byte ClientVersion4 = 0x23;
    private const int ReceivedAt = 32;
    private const int SentAt = 40;
    private static readonly DateTimeOffset Epoch = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Positive where this clock is ahead. Throws <see cref="SocketException"/> or <see cref="OperationCanceledException"/> where no answer comes.</summary>
    public static async Task<TimeSpan> OffsetAsync(string host, int port, TimeProvider time, CancellationToken stop)
    {
        using var socket = new UdpClient();
        socket.Connect(host, port);
        var request = new byte[PacketSize];
        request[0] = ClientVersion4;
        var asked = time.GetUtcNow();
        await socket.SendAsync(request, stop);
        var answer = (await socket.ReceiveAsync(stop)).Buffer;
        var answered = time.GetUtcNow();
        if (answer.Length < PacketSize)
        {
            throw new SocketException((int)SocketError.NoData);
        }

        // How far the server is ahead, the way there and back counted half each.
        var ahead = (Read(answer, ReceivedAt) - asked + (Read(answer, SentAt) - answered)) / 2;
        return -ahead;
    }

    private static DateTimeOffset Read(byte[] packet, int at)
    {
        var seconds = BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(at));
        var fraction = BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(at + 4));
        return Epoch.AddSeconds(seconds).AddTicks((long)(fraction / 4294967296.0 * TimeSpan.TicksPerSecond));
    }
}
