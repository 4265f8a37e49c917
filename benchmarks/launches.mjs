// Launches per second of myDocker beside ltijs: the same emulator, the same PostgreSQL server, the
// same client, rounds of the one and the other in turn. A launch is login initiation, authorization
// and the tool's answer to the id_token; the page after it is not measured.
import { join } from "node:path";
import { Browser, launch } from "./parts/browser.mjs";
import { machine, median, options, summary } from "./parts/figures.mjs";
import { Site, freePort } from "./parts/site.mjs";

const STUDENTS = ["5", "6", "7"];
const { rounds, launches, together, warmup } = options({ rounds: 6, launches: 50, together: 4, warmup: 500 });

const site = await Site.start();
try {
  console.log(`machine      ${machine()}`);
  const tools = [await ours(), await ltijs()];
  for (const tool of tools) await round(tool, warmup);
  for (let i = 0; i < rounds; i++) {
    // Who goes first changes too: ABBA.
    for (const tool of i % 2 === 0 ? tools : tools.toReversed()) {
      const { perSecond, times, keySets } = await round(tool, launches);
      tool.perSecond.push(perSecond);
      tool.times.push(...times);
      tool.keySets += keySets;
    }
  }
  console.log(`machine      ${machine()}, at the end`);
  console.log(`measured     ${rounds} rounds of ${launches} launches each, ${together} at a time, after ${warmup} to warm up`);
  for (const tool of tools) report(tool);
  const [one, other] = tools.map((tool) => median(tool.perSecond));
  const ratios = tools[0].perSecond.map((value, i) => value / tools[1].perSecond[i]);
  console.log(`ratio        ${(one / other).toFixed(2)} x ltijs by the medians; round by round ${summary(ratios, 2)}`);
} finally {
  await site.close();
}

async function ours() {
  return tool("myDocker", site.url, await site.register(await site.invitation()));
}

async function ltijs() {
  const database = site.database("ltijs");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = join(import.meta.dirname, "parts/ltijs.mjs");
  await site.run("ltijs", process.execPath, [program, String(port), String(database.port), database.name, database.user], `${url}/up`);
  return tool("ltijs", url, await site.register(`${url}/register`));
}

function tool(name, url, activity) {
  return { name, url, activity, perSecond: [], times: [], keySets: 0 };
}

/** The initiations are prepared before the clock starts: the platform makes them, not the tool. */
async function round(tool, count) {
  const waiting = [];
  for (let i = 0; i < count; i++) {
    waiting.push(await site.control("POST", "launch", { user: STUDENTS[i % STUDENTS.length], activity: tool.activity }));
  }
  const before = (await site.control("GET", "requests")).certs;
  const times = [];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: together }, async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        times.push(await launch(new Browser(tool.url), next));
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const keySets = (await site.control("GET", "requests")).certs - before;
  return { perSecond: count / seconds, times, keySets };
}

function report({ name, perSecond, times, keySets }) {
  console.log(`${name}`);
  console.log(`  launches per second   ${summary(perSecond)}`);
  console.log(`  whole launch, ms      ${summary(times.map((t) => t.initiation + t.authorization + t.launch))}`);
  console.log(`  initiation, ms        ${summary(times.map((t) => t.initiation))}`);
  console.log(`  launch, ms            ${summary(times.map((t) => t.launch))}`);
  console.log(`  (the platform's, ms)  ${summary(times.map((t) => t.authorization))}`);
  console.log(`  key sets fetched      ${keySets} for ${times.length} launches`);
}
