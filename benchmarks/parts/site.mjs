// PostgreSQL, the platform emulator and the packed application, each a process of its own on free
// loopback ports with a directory of its own; close() ends exactly the processes started here.
import { execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Browser, expect } from "./browser.mjs";

const START = 240_000;
const POSTGRESQL = "/usr/lib/postgresql";

export class Site {
  #folder = mkdtempSync(join(tmpdir(), "mydocker-bench-"));
  #processes = [];
  #databasePort;
  #emulator;
  #afterwards;
  #closing;

  constructor(afterwards) {
    this.#afterwards = afterwards;
  }

  /**
   * Waits until all three answer. When all have ended, afterwards is called with the installation's
   * id, which the engine's objects carry as a label.
   */
  static async start(afterwards = async () => {}) {
    const site = new Site(afterwards);
    process.once("SIGINT", () => site.close().finally(() => process.exit(130)));
    process.once("SIGTERM", () => site.close().finally(() => process.exit(143)));
    try {
      await site.#postgresql();
      site.#emulator = `http://127.0.0.1:${await freePort()}/north`;
      await site.#application();
      await site.#platform();
    } catch (error) {
      console.error(site.#tails());
      await site.close();
      throw error;
    }
    return site;
  }

  /** A database of that name, made here. */
  database(name) {
    execFileSync(join(binaries(), "createdb"), ["-h", "127.0.0.1", "-p", String(this.#databasePort), "-U", "bench", name]);
    return { host: "127.0.0.1", port: this.#databasePort, name, user: "bench" };
  }

  /** Runs a program until close(); resolves when the address answers with that status. */
  async run(name, command, args, address, status = 200) {
    const child = this.#spawn(name, command, args);
    await until(`${name} answers`, async () => {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
      return (await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(5000) }).catch(() => ({}))).status === status;
    });
  }

  /** The emulator's controls: JSON in, JSON out. */
  async control(method, path, body) {
    const answer = await new Browser(this.#emulator).request(`${this.#emulator}/control/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    expect(answer, 200, `control ${path}`);
    return JSON.parse(answer.text);
  }

  /** Registers the tool behind that address dynamically, and gives it an activity; the activity's id. */
  async register(registrationUrl) {
    const { url } = await this.control("POST", "registration", { registrationUrl });
    expect(await new Browser(url).request(url), 200, "registration");
    const tool = (await this.control("GET", "tools")).at(-1).id;
    await this.control("POST", `tools/${tool}/activate`);
    return (await this.control("POST", "activities", { tool, title: "Measured", scoreMaximum: 10 })).id;
  }

  /** A one-time registration address of the application. */
  async invitation() {
    const answer = await new Browser(this.url).request(`http://127.0.0.1:${this.port}/internal/invite`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${readFileSync(join(this.#folder, "data/command.token"), "utf8").trim()}`,
        "content-type": "application/json",
      },
      body: '{"approve": true}',
    });
    expect(answer, 200, "invite");
    return JSON.parse(answer.text).registrationUrl;
  }

  /** Once, however often it is called: a signal and the end of a benchmark may come together. */
  close() {
    return (this.#closing ??= this.#close());
  }

  async #close() {
    const installation = this.#installation();
    for (const child of this.#processes.splice(0).reverse()) {
      if (child.exitCode !== null) continue;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      const hard = setTimeout(() => child.kill("SIGKILL"), 20_000);
      child.kill("SIGINT");
      await ended;
      clearTimeout(hard);
    }
    rmSync(this.#folder, { recursive: true, force: true });
    if (installation) await this.#afterwards(installation);
  }

  #installation() {
    const log = join(this.#folder, "application.log");
    return existsSync(log) ? /sessions of installation ([0-9a-f-]{36})/.exec(readFileSync(log, "utf8"))?.[1] : undefined;
  }

  async #postgresql() {
    const data = join(this.#folder, "postgresql");
    this.#databasePort = await freePort();
    mkdirSync(data);
    const owner = {};
    if (process.getuid() === 0) {
      for (const [key, flag] of [["uid", "-u"], ["gid", "-g"]]) {
        owner[key] = Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
      }
      chownSync(this.#folder, owner.uid, owner.gid);
      chownSync(data, owner.uid, owner.gid);
    }
    const init = ["-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C"];
    execFileSync(join(binaries(), "initdb"), init, { ...owner, cwd: data, stdio: "ignore" });
    const settings = ["-D", data, "-p", String(this.#databasePort), "-h", "127.0.0.1", "-k", data];
    this.#spawn("postgresql", join(binaries(), "postgres"), settings, { ...owner, cwd: data });
    await until("PostgreSQL answers", async () => {
      try {
        execFileSync(join(binaries(), "pg_isready"), ["-h", "127.0.0.1", "-p", String(this.#databasePort)], { stdio: "ignore" });
        return true;
      } catch (notYet) {
        return notYet.status === null;
      }
    });
  }

  async #application() {
    const database = this.database("mydocker");
    this.port = await freePort();
    const gateway = await freePort();
    const inner = await freePort();
    this.url = `http://localhost:${this.port}`;
    const settings = {
      "mydocker.data": join(this.#folder, "data"),
      "mydocker.public.url": this.url,
      "mydocker.sessions.url": `http://{session}.localhost:${gateway}`,
      "mydocker.gateway.port": gateway,
      "mydocker.innerdoor.port": inner,
      "mydocker.innerdoor.application": `http://127.0.0.1:${this.port}`,
      "mydocker.db.class": "org.postgresql.ds.PGSimpleDataSource",
      "mydocker.db.url": `jdbc:postgresql://127.0.0.1:${database.port}/${database.name}`,
      "mydocker.db.user": database.user,
      "mydocker.lti.logins-per-minute-address": 1_000_000,
      "mydocker.lti.logins-per-minute-registration": 1_000_000,
    };
    const options = Object.entries(settings).map(([key, value]) => `-D${key}=${value}`);
    const args = ["-Xmx1g", ...options, "-jar", process.env.MYDOCKER_JAR, "--port", String(this.port)];
    await this.run("application", "java", args, `http://127.0.0.1:${this.port}/health/ready`);
  }

  async #platform() {
    const { port, origin } = new URL(this.#emulator);
    const args = ["-Xmx256m", "-jar", process.env.EMULATOR_JAR, "--port", port, "--tool-url", this.url];
    await this.run("emulator", "java", args, `${origin}/`);
  }

  #spawn(name, command, args, more = {}) {
    const log = openSync(join(this.#folder, `${name}.log`), "a");
    const child = spawn(command, args, { stdio: ["ignore", log, log], ...more });
    this.#processes.push(child);
    return child;
  }

  #tails() {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith(".log"))
      .map((name) => `--- ${name}\n${readFileSync(join(this.#folder, name), "utf8").split("\n").slice(-25).join("\n")}`)
      .join("\n");
  }
}

export async function until(what, holds, every = 100) {
  const deadline = Date.now() + START;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${START} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, every));
  }
}

export function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Debian keeps the server's programs out of the PATH, in a directory for each version.
function binaries() {
  const versions = existsSync(POSTGRESQL) ? readdirSync(POSTGRESQL).sort((a, b) => Number(b) - Number(a)) : [];
  if (versions.length === 0) throw new Error("PostgreSQL is not installed: apt-get install postgresql");
  return join(POSTGRESQL, versions[0], "bin");
}
