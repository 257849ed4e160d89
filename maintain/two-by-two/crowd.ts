import { send } from "../../e2e/fixtures/raw-http";
import { isUnavailable, offence, pages, type Visitor } from "../visitors";

/** What became of one look at a page. */
export interface View {
  path: string;
  /** When it was over, on the clock of `performance.now()`. */
  end: number;
  /** The status that a person would have seen, or why there was none. */
  failure?: string;
}

/** People who keep looking at pages, all the time, until they leave. */
export class Crowd {
  readonly views: View[] = [];
  /** What must never happen, failure or not. */
  readonly offences: string[] = [];
  readonly #url: string;
  readonly #visitors: Visitor[];
  readonly #browsing: Promise<unknown>;
  #left = false;
  #waiting: { until: number; done: () => void } | undefined;

  constructor(url: string, visitors: Visitor[]) {
    this.#url = url;
    this.#visitors = visitors;
    this.#browsing = Promise.all(visitors.map((visitor, index) => this.#browse(visitor, index)));
  }

  /** Resolves when that many more pages have been looked at. */
  async look(count: number): Promise<void> {
    await new Promise<void>((done) => {
      this.#waiting = { until: this.views.length + count, done };
      this.#arrive();
    });
  }

  /** Nobody looks at anything any more. */
  async leave(): Promise<void> {
    this.#left = true;
    await this.#browsing;
  }

  /** Everybody looks at one page; returns what was wrong. */
  async lookOnce(path: string): Promise<string[]> {
    const looks = this.#visitors.map((visitor) => this.#look(visitor, path));
    return (await Promise.all(looks)).flatMap(({ failure }) => failure ?? []);
  }

  async #browse(visitor: Visitor, index: number): Promise<void> {
    for (let turn = index; !this.#left; turn++) {
      this.views.push(await this.#look(visitor, pages[turn % pages.length] ?? "/"));
      this.#arrive();
    }
  }

  #arrive(): void {
    if (!this.#waiting || this.views.length < this.#waiting.until) return;
    this.#waiting.done();
    this.#waiting = undefined;
  }

  async #look(visitor: Visitor, path: string): Promise<View> {
    const end = () => performance.now();
    try {
      const answer = await send(this.#url, "GET", path, { cookie: visitor.cookie });
      const wrong =
        answer.status >= 500 ? undefined : offence(path, answer, visitor, this.#visitors);
      if (wrong) this.offences.push(`${path}: ${wrong}`);
      if (answer.status === 200) return { path, end: end() };
      if (answer.status >= 500) return { path, end: end(), failure: String(answer.status) };
      if (!isUnavailable(answer)) return { path, end: end(), failure: wrong ?? "no page" };
      // As a browser does: on to the page that says what is the matter.
      const said = await send(this.#url, "GET", answer.headers.location ?? "/", {
        cookie: visitor.cookie,
      });
      return { path, end: end(), failure: String(said.status) };
    } catch (error) {
      return { path, end: end(), failure: String(error) };
    }
  }
}
