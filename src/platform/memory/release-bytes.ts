/** Below this many bytes it costs more to let go of them than to leave them to the collector. */
const worthIt = 16 * 1024;

/**
 * Gives the memory of these bytes back at once: what waits for the collector makes it go through the whole heap the
 * sooner, since bytes outside the heap count. The buffer is empty afterwards, as is every view of the same memory: for
 * whoever made it, or was handed it alone, and has done with it. Bytes that are a part of a larger piece are left alone.
 */
export function releaseBytes(bytes: Uint8Array): void {
  const memory = bytes.buffer;
  if (bytes.length < worthIt || bytes.length !== memory.byteLength || !(memory instanceof ArrayBuffer)) return;
  memory.transfer(0);
}
