// What a benchmark says of its numbers and of the machine that they come from.
import { cpus, loadavg, totalmem } from "node:os";

/** The value below which that part (0 to 1) of the numbers lies: the nearest rank. */
export function quantile(numbers, part) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

/** The middle one; of an even count the mean of the two in the middle. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.floor(sorted.length / 2)]) / 2;
}

/** Median, p95 and the range, with so many decimals. */
export function summary(numbers, decimals = 1) {
  const text = (number) => number.toFixed(decimals);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return `median ${text(median(numbers))}, p95 ${text(quantile(numbers, 0.95))}, from ${text(low)} to ${text(high)}`;
}

export function machine() {
  const load = loadavg().map((number) => number.toFixed(1)).join(" ");
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} cores (${cpus()[0].model.trim()}), ${memory} GiB, load ${load} (1, 5, 15 min)`;
}

/** The options NAME=NUMBER of the command line over the defaults; a name that is none of them is refused. */
export function options(defaults) {
  const chosen = { ...defaults };
  for (const argument of process.argv.slice(2)) {
    const [name, number] = argument.split("=");
    if (!(name in defaults) || !(Number(number) > 0)) {
      throw new Error(`${argument}: the options are ${Object.keys(defaults).join(", ")}, as NAME=NUMBER`);
    }
    chosen[name] = Number(number);
  }
  return chosen;
}
