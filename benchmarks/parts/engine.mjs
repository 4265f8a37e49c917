// The Docker Engine's own interface, on its socket: what the application itself talks to.
import { request } from "node:http";
import { connect } from "node:net";

const SOCKET = "/var/run/docker.sock";
const PATIENCE = 60_000;

/** One call; the JSON that it answered. Other statuses than 2xx and 304 are thrown. */
export function engine(method, path, body) {
  return new Promise((resolve, reject) => {
    const call = request(
      { socketPath: SOCKET, method, path, headers: { "content-type": "application/json" }, timeout: PATIENCE },
      async (response) => {
        let text = "";
        for await (const part of response) text += part;
        const good = response.statusCode < 300 || response.statusCode === 304;
        if (good) resolve(text ? JSON.parse(text) : undefined);
        else reject(new Error(`${method} ${path} answered ${response.statusCode}: ${text}`));
      },
    );
    call.on("timeout", () => call.destroy(new Error(`${method} ${path} took longer than ${PATIENCE} ms`)));
    call.on("error", reject);
    call.end(body && JSON.stringify(body));
  });
}

/** All objects of that kind (containers, networks, volumes) with that label. */
export async function labelled(kind, label) {
  const answer = await engine("GET", `/${kind}?all=1&filters=${encodeURIComponent(JSON.stringify({ label: [label] }))}`);
  return kind === "volumes" ? (answer.Volumes ?? []) : answer;
}

/** Whether an interface answers HTTP at that path with anything but a failure of its own. */
export function answers(host, port, path) {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const end = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.on("connect", () => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`));
    socket.once("data", (line) => end(/^HTTP\/1\.[01] [1-4]/.test(line.toString("latin1"))));
    for (const event of ["timeout", "error", "end"]) socket.once(event, () => end(false));
  });
}
