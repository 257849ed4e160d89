export class TooLarge extends Error {}

/** Too many bodies are in memory already. */
export class TooMany extends Error {}

/** What the bodies of all requests may take of the memory together. */
export class Budget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** @throws TooMany when there is not that much left. */
  take(bytes: number): void {
    if (bytes > this.#left) throw new TooMany("too many bodies at once");
    this.#left -= bytes;
  }

  giveBack(bytes: number): void {
    this.#left += bytes;
  }
}

/**
 * Reads a stream to its end; `Content-Length` is not trusted. What was read has been taken from
 * `budget`, to give back once it is not needed any more.
 *
 * @throws TooLarge after `maxBytes`; TooMany when `budget` has no more; what `signal` was aborted
 * with, when it is. The stream is cancelled then, which frees its socket.
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
