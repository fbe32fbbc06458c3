using System.Security.Cryptography;
using Csirt.Platform.Hosting.Commands;

namespace Csirt.Platform.Backup;

/// <summary>Decrypts a sealed file. Nothing of a block is given out before the block was found genuine; a file that ends early is an error.</summary>
internal sealed class OpeningStream : Stream
{
    private readonly Stream _file;
    private readonly SealHeader _header;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[SealHeader.BlockSize];
    private readonly byte[] _sealed = new byte[SealHeader.BlockSize + SealHeader.TagSize];
    private int _filled;
    private int _taken;
    private uint _number;
    private bool _ended;

    public OpeningStream(Stream file, string passphrase)
    {
        (_file, _header) = (file, SealHeader.Read(file, passphrase));
        _cipher = _header.Cipher();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_taken == _filled && !_ended)
        {
            NextBlock();
        }

        var given = Math.Min(buffer.Length, _filled - _taken);
        _plain.AsSpan(_taken, given).CopyTo(buffer);
        _taken += given;
        return given;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_plain);
        base.Dispose(disposing);
    }

    private void NextBlock()
    {
        var read = _file.ReadAtLeast(_sealed, _sealed.Length, throwOnEndOfStream: false);
        _ended = _file.Position == _file.Length;
        (_filled, _taken) = (read - SealHeader.TagSize, 0);
        try
        {
            _cipher.Decrypt(_header.Nonce(_number, _ended), _sealed.AsSpan(0, Math.Max(_filled, 0)), _sealed.AsSpan(Math.Max(_filled, 0), SealHeader.TagSize), _plain.AsSpan(0, Math.Max(_filled, 0)), _header.Bytes);
        }
        catch (AuthenticationTagMismatchException e)
        {
            _filled = 0;
            throw new CommandException($"バックアップのファイルが壊れているか、途中で切れています（{_number} MiB 付近）。何も復元していません。別のバックアップを使ってください。", e);
        }

        _number++;
    }
}
