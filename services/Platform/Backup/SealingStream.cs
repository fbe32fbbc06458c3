using System.Security.Cryptography;

namespace Csirt.Platform.Backup;

/// <summary>Encrypts what is written to it, block by block. <see cref="Finish"/> writes the last block: without it the file is no backup.</summary>
internal sealed class SealingStream : Stream
{
    private readonly Stream _file;
    private readonly SealHeader _header;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain = new byte[SealHeader.BlockSize];
    private readonly byte[] _sealed = new byte[SealHeader.BlockSize + SealHeader.TagSize];
    private int _filled;
    private uint _number;

    public SealingStream(Stream file, string passphrase)
    {
        (_file, _header) = (file, SealHeader.New(passphrase));
        _cipher = _header.Cipher();
        file.Write(_header.Bytes);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            // A full block goes out only when more follows: the last one carries its mark.
            if (_filled == _plain.Length)
            {
                PutBlock(last: false);
            }

            var taken = Math.Min(buffer.Length, _plain.Length - _filled);
            buffer[..taken].CopyTo(_plain.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public void Finish() => PutBlock(last: true);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _cipher.Dispose();
        CryptographicOperations.ZeroMemory(_plain);
        base.Dispose(disposing);
    }

    private void PutBlock(bool last)
    {
        _cipher.Encrypt(_header.Nonce(_number++, last), _plain.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, SealHeader.TagSize), _header.Bytes);
        _file.Write(_sealed.AsSpan(0, _filled + SealHeader.TagSize));
        _filled = 0;
    }
}
