export class TooLarge extends Error {}

export class TooMany extends Error {}

/** The memory that all request bodies may use together. */
export class Budget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** @throws TooMany if not enough is left. */
  take(bytes: number): void {
    if (bytes > this.#left) throw new TooMany("too many bodies at once");
    this.#left -= bytes;
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}

/**
 * Reads a stream to its end, without trusting `Content-Length`. The caller gives its bytes back to
 * `budget`. Throws TooLarge, TooMany or the signal's reason, and frees the socket.
 */
export async function readAtMost(
  maxBytes: number,
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  signal: AbortSignal,
  budget?: Budget,
): Promise<ArrayBuffer> {
  if (!stream) return new ArrayBuffer(0);
  let size = 0;
  let taken = 0;
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new TooLarge(`more than ${maxBytes} bytes`);
      budget?.take(chunk.byteLength);
      taken = size;
      controller.enqueue(chunk);
    },
  });
  try {
    return await new Response(stream.pipeThrough(counted, { signal })).arrayBuffer();
  } catch (error) {
    budget?.giveBack(taken);
    throw error;
  }
}
