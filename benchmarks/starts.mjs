// What a start costs beyond the engine's own create and start and the interface's own boot: a
// student opens the Notebook through the application, and beside it the engine alone starts the
// same container again (image, limits, network, home and variables as the application gave them).
import { Browser, expect, input, launch } from "./parts/browser.mjs";
import { answers, engine, labelled } from "./parts/engine.mjs";
import { machine, median, options, summary } from "./parts/figures.mjs";
import { Site, until } from "./parts/site.mjs";

const STUDENT = "5";
const INTERFACE = { port: 8888, path: "/tree" };
const BETWEEN = 25; // milliseconds between two looks, the same on both sides
const { openings, warmup } = options({ openings: 5, warmup: 2 });

const site = await Site.start((installation) => removeAll(`org.mydocker.installation=${installation}`));
const browser = new Browser(site.url);
try {
  console.log(`machine      ${machine()}`);
  const visit = await enter();
  const environment = await notebook(visit);
  const [application, alone] = [[], []];
  for (let i = 0; i < warmup + openings; i++) {
    const { times, container } = await open(visit, environment);
    const again = await engineAlone(container);
    console.log(`${i < warmup ? "warm-up " : "measured"}     application ${times.whole} ms, engine alone ${again.whole} ms`);
    if (i >= warmup) {
      application.push(times);
      alone.push(again);
    }
  }
  const differences = application.map((times, i) => times.whole - alone[i].whole);
  console.log(`machine      ${machine()}, at the end`);
  const [one, other] = [report("application", application), report("engine alone", alone)];
  console.log(`difference   ms: ${(one - other).toFixed(0)} of the medians; pair by pair ${summary(differences, 0)}`);
  console.log(`ratio        ${(one / other).toFixed(2)}`);
} finally {
  await site.close();
}

/** A launch by plain HTTP; the address of the visit's pages, with a slash at its end. */
async function enter() {
  const activity = await site.register(await site.invitation());
  const initiation = await site.control("POST", "launch", { user: STUDENT, activity });
  const { location } = await launch(browser, initiation);
  return new URL(location, site.url).href.replace(/(\/v\/[^/]+\/).*/, "$1");
}

/** The environment that every installation begins with: the first that the dashboard names. */
async function notebook(visit) {
  const page = await browser.request(`${visit}dashboard`);
  expect(page, 200, "dashboard");
  return /environments\/([0-9a-f-]{36})/.exec(page.text)[1];
}

/** Clicks "Open" and waits until the session is ready; stops it again, and tells of its container. */
async function open(visit, environment) {
  const page = await browser.request(`${visit}environments/${environment}`);
  expect(page, 200, "environment");
  const csrf = input(page.text, "csrf");
  const start = Date.now();
  const opened = await browser.post(`${visit}environments/${environment}/open`, { csrf });
  expect(opened, 303, "open");
  const session = /sessions\/([0-9a-f-]{36})/.exec(opened.location)[1];
  await until("the session is ready", async () => (await state(visit, session)) === "ready", BETWEEN);
  const end = Date.now();
  const [{ Id }] = await labelled("containers/json", `org.mydocker.session=${session}`);
  const container = await engine("GET", `/containers/${Id}/json`);
  expect(await browser.post(`${visit}sessions/${session}/stop`, { csrf }), 303, "stop");
  await until("the session has stopped", async () => (await state(visit, session)) === "stopped");
  return { times: stages(start, container, end), container };
}

/** Milliseconds in all, and by the engine's clock: before the container is made, until it runs, until it answers. */
function stages(start, { Created, State }, end) {
  const [made, runs] = [Date.parse(Created), Date.parse(State.StartedAt)];
  return { whole: end - start, before: made - start, engine: runs - made, boot: end - runs };
}

/** Says the times of one side; the median of the whole. */
function report(name, times) {
  const of = (stage) => times.map((each) => each[stage]);
  console.log(`${name.padEnd(12)} ms: ${summary(of("whole"), 0)}`);
  const [before, create, boot] = ["before", "engine", "boot"].map((stage) => median(of(stage)).toFixed(0));
  console.log(`             medians: ${before} before the engine makes the container, ${create} until it runs, ${boot} until it is ready`);
  return median(of("whole"));
}

async function state(visit, session) {
  const answer = await browser.request(`${visit}sessions/${session}/state`);
  expect(answer, 200, "state");
  const { state: now } = JSON.parse(answer.text);
  if (now === "failed") throw new Error(`the start failed: ${answer.text}`);
  return now;
}

/** The same container by the engine's interface, without the labels by which the application knows its own. */
async function engineAlone({ Config, HostConfig }) {
  const { Image, Cmd, Env, User, Healthcheck } = Config;
  const start = Date.now();
  const { Id } = await engine("POST", "/containers/create", { Image, Cmd, Env, User, Healthcheck, HostConfig });
  try {
    await engine("POST", `/containers/${Id}/start`);
    const container = await engine("GET", `/containers/${Id}/json`);
    const { IPAddress } = container.NetworkSettings.Networks[HostConfig.NetworkMode];
    await until("the interface answers", () => answers(IPAddress, INTERFACE.port, INTERFACE.path), BETWEEN);
    return stages(start, container, Date.now());
  } finally {
    await engine("DELETE", `/containers/${Id}?force=1`);
  }
}

/** What the installation made in the engine. */
async function removeAll(label) {
  for (const { Id } of await labelled("containers/json", label)) await engine("DELETE", `/containers/${Id}?force=1`);
  for (const { Id } of await labelled("networks", label)) await engine("DELETE", `/networks/${Id}`);
  for (const { Name } of await labelled("volumes", label)) await engine("DELETE", `/volumes/${Name}?force=1`);
}
