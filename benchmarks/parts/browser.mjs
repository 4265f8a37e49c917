// A browser as far as a launch needs one: keeps the cookies of one tool, follows nothing by itself.
const PATIENCE = 30_000;

export class Browser {
  #origin;
  #cookies = new Map();

  constructor(origin) {
    this.#origin = origin;
  }

  async request(address, wish = {}) {
    const ours = address.startsWith(this.#origin);
    const headers = { ...wish.headers };
    if (ours && this.#cookies.size > 0) {
      headers.cookie = [...this.#cookies].map((pair) => pair.join("=")).join("; ");
    }
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(address, { ...wish, headers, redirect: "manual", signal });
    const answer = {
      status: response.status,
      location: response.headers.get("location"),
      text: await response.text(),
    };
    if (ours) response.headers.getSetCookie().forEach((line) => this.#keep(line));
    return answer;
  }

  post(address, fields) {
    return this.request(address, { method: "POST", body: new URLSearchParams(fields) });
  }

  #keep(line) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
    if (/;\s*max-age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/**
 * One launch from a prepared initiation to the tool's answer to the id_token: milliseconds of each
 * of its three requests, and where the tool sends the browser then.
 */
export async function launch(browser, initiation) {
  const start = performance.now();
  const login = await browser.post(initiation.action, initiation.fields);
  expect(login, 302, "login initiation");
  const initiated = performance.now();
  const form = await browser.request(login.location);
  expect(form, 200, "authorization");
  const authorized = performance.now();
  const fields = { id_token: input(form.text, "id_token"), state: input(form.text, "state") };
  const launched = await browser.post(/action="([^"]*)"/.exec(form.text)[1], fields);
  if (![302, 303].includes(launched.status)) expect(launched, 303, "launch");
  const end = performance.now();
  return {
    initiation: initiated - start,
    authorization: authorized - initiated,
    launch: end - authorized,
    location: launched.location,
  };
}

/** The value of a form's field, as its page has it. */
export function input(html, name) {
  const tag = html.match(/<input[^>]*>/g)?.find((one) => one.includes(`name="${name}"`));
  if (!tag) throw new Error(`no field ${name} in ${html.slice(0, 500)}`);
  return /value="([^"]*)"/.exec(tag)[1].replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&amp;", "&");
}

export function expect(answer, status, what) {
  if (answer.status !== status) {
    throw new Error(`${what} answered ${answer.status}: ${answer.text.slice(0, 500)}`);
  }
}
