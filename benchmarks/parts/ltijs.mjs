// The peer: ltijs with its rows in PostgreSQL. Usage: node ltijs.mjs PORT DATABASE_PORT DATABASE USER
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const lti = require("ltijs").Provider;
const Database = require("ltijs-sequelize");

const [port, databasePort, database, user] = process.argv.slice(2);
const url = `http://127.0.0.1:${port}`;
const rows = { dialect: "postgres", host: "127.0.0.1", port: Number(databasePort), logging: false };
lti.setup(
  "a key that only this benchmark knows",
  { plugin: new Database(database, user, "", rows) },
  { devMode: false, dynReg: { url, name: "ltijs", autoActivate: true } },
);
lti.whitelist("/up");
lti.app.get("/up", (_request, response) => response.sendStatus(200));
lti.onConnect((token, _request, response) => response.json({ user: token.user }));
await lti.deploy({ port: Number(port), silent: true });
