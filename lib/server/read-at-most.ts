export class TooLarge extends Error {}

/**
 * Reads a stream to its end; `Content-Length` is not trusted.
 *
 * @throws TooLarge after `maxBytes`; what `signal` was aborted with, when it is. The stream is
 * cancelled in both cases, which frees its socket.
 */
export async function readAtMost(
  maxBytes: number,
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  if (!stream) return new ArrayBuffer(0);
  let size = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > maxBytes) controller.error(new TooLarge(`more than ${maxBytes} bytes`));
      else controller.enqueue(chunk);
    },
  });
  return new Response(stream.pipeThrough(counted, { signal })).arrayBuffer();
}
