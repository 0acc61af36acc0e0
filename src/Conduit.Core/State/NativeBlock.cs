using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Conduit.State;

/// <summary>Zeroed memory outside the collector's heap, given back at the latest when nobody knows it any more.</summary>
internal sealed unsafe class NativeBlock : SafeHandleZeroOrMinusOneIsInvalid
{
    public NativeBlock(nuint bytes)
        : base(ownsHandle: true)
    {
        SetHandle((nint)NativeMemory.AllocZeroed(bytes));
    }

    public byte* Start => (byte*)handle;

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}
