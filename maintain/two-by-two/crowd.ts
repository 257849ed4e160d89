import { send } from "../../e2e/fixtures/raw-http";
import { isUnavailable, offence, pages, type Visitor } from "../visitors";

/** The result of one view of a page. */
export interface View {
  path: string;
  /** When it ended, by `performance.now()`. */
  end: number;
  /** The status that a person would have seen, or why there was none. */
  failure?: string;
}

/** People who keep viewing pages until they leave. */
export class Crowd {
  readonly views: View[] = [];
  /** What must never happen, even during a failure. */
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

  /** Resolves after that many more views. */
  async look(count: number): Promise<void> {
    await new Promise<void>((done) => {
      this.#waiting = { until: this.views.length + count, done };
      this.#arrive();
    });
  }

  async leave(): Promise<void> {
    this.#left = true;
    await this.#browsing;
  }

  /** Has everyone view one page. Returns the problems. */
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
      // Like a browser, follows the redirect to the page that explains the problem.
      const said = await send(this.#url, "GET", answer.headers.location ?? "/", {
        cookie: visitor.cookie,
      });
      return { path, end: end(), failure: String(said.status) };
    } catch (error) {
      return { path, end: end(), failure: String(error) };
    }
  }
}
