// ltijs registers at a running platform emulator, is launched by it, selects content, reads the
// roster and gives a grade; LtijsIT runs it. Its rows are in a PostgreSQL that takes the user
// postgres without a password. Usage: npm install && node check.mjs ISSUER POSTGRESQL_PORT
// Resets that tenant. Prints each step and "N passed, N failed"; exit code 1 if one failed.
import { createServer } from "node:net";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const lti = require("ltijs").Provider;
const Database = require("ltijs-sequelize");

const [issuer, databasePort] = process.argv.slice(2);
const port = await freePort();
const tool = `http://127.0.0.1:${port}`;
const limit = () => AbortSignal.timeout(20_000);
let passed = 0;
let failed = 0;

async function step(name, action) {
  try {
    await action();
    passed++;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}: ${error.message ?? error}`);
  }
}

function expect(condition, message) {
  if (!condition) throw new Error(message);
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}

async function control(method, path, body) {
  const response = await fetch(`${issuer}/control/${path}`, {
    method,
    body: body && JSON.stringify(body),
    signal: limit(),
  });
  expect(response.ok, `control ${path}: ${response.status} ${await response.clone().text()}`);
  return response.json();
}

// A browser as far as a launch needs one: keeps the cookies of the tool, reads forms.
class Browser {
  cookies = new Map();

  async request(url, options = {}) {
    const headers = { ...options.headers };
    if (url.startsWith(tool) && this.cookies.size > 0) {
      headers.cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    }
    const response = await fetch(url, { ...options, headers, redirect: "manual", signal: limit() });
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(";")[0].split(/=(.*)/s);
      if (url.startsWith(tool)) this.cookies.set(name, value);
    }
    return response;
  }

  post(url, fields) {
    return this.request(url, { method: "POST", body: new URLSearchParams(fields) });
  }

  async launch(wish) {
    const start = await control("POST", "launch", wish);
    const login = await this.post(start.action, start.fields);
    expect(login.status === 302, `login initiation: ${login.status} ${await login.clone().text()}`);
    const authorization = await this.request(login.headers.get("location"));
    const answer = form(await authorization.text());
    expect(answer.fields.id_token, `no id_token: ${JSON.stringify(answer.fields)}`);
    const launched = await this.post(answer.action, answer.fields);
    expect([302, 303].includes(launched.status), `launch: ${launched.status} ${await launched.clone().text()}`);
    const page = await this.request(new URL(launched.headers.get("location"), tool).href);
    expect(page.status === 200, `after the launch: ${page.status} ${await page.clone().text()}`);
    return page.text();
  }
}

function form(html) {
  const plain = (text) =>
    text
      .replaceAll("&quot;", '"')
      .replaceAll("&#39;", "'")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  const fields = {};
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input);
    const value = /value="([^"]*)"/.exec(input);
    if (name) fields[name[1]] = plain(value ? value[1] : "");
  }
  const action = /action="([^"]*)"/.exec(html);
  return { action: action && plain(action[1]), fields };
}

lti.setup(
  "a key that only this check knows",
  {
    plugin: new Database("postgres", "postgres", "", {
      dialect: "postgres",
      host: "127.0.0.1",
      port: Number(databasePort),
      logging: false,
    }),
  },
  {
    devMode: false,
    dynReg: { url: tool, name: "ltijs", autoActivate: true, useDeepLinking: true },
  },
);
lti.onConnect(async (token, _request, response) => {
  const item = token.platformContext.endpoint?.lineitem;
  const roster = await lti.NamesAndRoles.getMembers(token);
  if (item) {
    await lti.Grade.submitScore(token, item, {
      userId: token.user,
      scoreGiven: 8,
      scoreMaximum: 10,
      activityProgress: "Completed",
      gradingProgress: "FullyGraded",
      comment: "by ltijs",
    });
  }
  const scores = item ? (await lti.Grade.getScores(token, item, { userId: token.user })).scores : [];
  return response.json({
    user: token.user,
    roles: token.platformContext.roles,
    custom: token.platformContext.custom,
    members: roster.members.map((member) => member.user_id),
    scores,
  });
});
lti.onDeepLinking(async (token, _request, response) => {
  const item = {
    type: "ltiResourceLink",
    title: "Chosen by ltijs",
    custom: { exercise: "ex-1" },
    lineItem: { scoreMaximum: 20, label: "Chosen by ltijs", resourceId: "r1", tag: "t1" },
  };
  return response.send(await lti.DeepLinking.createDeepLinkingForm(token, [item], { message: "done" }));
});

await lti.deploy({ port, silent: true });
await control("POST", "reset");

let activity;
await step("registers dynamically and arrives pending", async () => {
  const { url } = await control("POST", "registration", { registrationUrl: `${tool}/register` });
  const response = await fetch(url, { signal: limit() });
  const page = await response.text();
  expect(response.ok && page.includes("org.imsglobal.lti.close"), `${response.status} ${page}`);
  const [registered] = await control("GET", "tools");
  expect(registered && !registered.active, JSON.stringify(registered));
  await control("POST", `tools/${registered.id}/activate`);
});

await step("selects content by deep linking, with a column", async () => {
  const browser = new Browser();
  const answer = form(await browser.launch({ user: "3", message: "deep_linking" }));
  const returned = await browser.post(answer.action, answer.fields);
  expect(returned.status === 200, `return: ${returned.status} ${await returned.clone().text()}`);
  [activity] = await control("GET", "activities");
  expect(activity?.title === "Chosen by ltijs", JSON.stringify(activity));
  expect(activity.lineItems[0]?.scoreMaximum === 20, JSON.stringify(activity.lineItems));
});

let seen;
await step("is launched by a student", async () => {
  seen = JSON.parse(await new Browser().launch({ user: "5", activity: activity.id }));
  expect(seen.user === "5", JSON.stringify(seen));
  expect(seen.roles.length === 1 && seen.roles[0].endsWith("#Learner"), JSON.stringify(seen.roles));
  expect(seen.custom.exercise === "ex-1", JSON.stringify(seen.custom));
});

await step("reads the roster", async () => {
  expect(seen.members.join() === "3,5,7,6,8", seen.members.join());
});

await step("gives a grade, rescaled to the column, and reads it back", async () => {
  const [grade] = await control("GET", "grades");
  expect(grade?.userId === "5" && grade.score === 16 && grade.comment === "by ltijs", JSON.stringify(grade));
  expect(seen.scores[0]?.resultScore === 16, JSON.stringify(seen.scores));
});

await step("refuses a token signed with a key that is not the platform's", async () => {
  const browser = new Browser();
  const start = await control("POST", "launch", { user: "5", activity: activity.id });
  const login = await browser.post(start.action, start.fields);
  const query = new URL(login.headers.get("location")).searchParams;
  const claims = { ...start.claims, nonce: query.get("nonce") };
  const { jwt } = await control("POST", "sign", { claims, key: "other" });
  const launched = await browser.post(query.get("redirect_uri"), { id_token: jwt, state: query.get("state") });
  expect(launched.status >= 400, `${launched.status}`);
});

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
