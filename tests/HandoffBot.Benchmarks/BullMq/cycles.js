// Jobs through BullMQ: added one by one, claimed with a lock by workers, completed. Prints {"cyclesPerSecond", "redisCpuMicrosPerCycle"} for one setting.
// node cycles.js <port> <prefix> <count> <workers at once> <processes: 1 = adder and workers in one, 2 = workers in a process of their own>
import { fork } from "node:child_process";
import { Queue, Worker } from "bullmq";
import { Redis } from "ioredis";

const [port, prefix, count, concurrency, processes, role = "adder"] = process.argv.slice(2).map((value, i) => (i === 1 || i === 5 ? value : Number(value)));
const connection = { host: "127.0.0.1", port, maxRetriesPerRequest: null };
const name = "handoffs";
// What an agent needs to take the customer.
const payload = { conversation: "0199d4c8-5a3e-7000-8000-000000000000", skill: "general", reasons: ["HumanRequest"], language: "en", channel: "directline", customer: "dl_1" };
const tellEveryMs = 20;
// A process of its own starts cold; the other contenders run in one that is warm.
const warmUp = 2_000;

// Dropping finished jobs is BullMQ's own advice for speed; its workers take the next job in the same script that completes one.
function startWorker(onCompleted) {
  const worker = new Worker(name, async () => "done", { connection, prefix, concurrency, removeOnComplete: { count: 0 }, lockDuration: 120_000 });
  worker.on("error", error => { console.error(error); process.exit(1); });
  worker.on("completed", job => onCompleted(job.id));
  return worker;
}

async function work() {
  // Told in bulk, so that talk between the processes is no part of the cost.
  let done = [];
  const worker = startWorker(id => { done.push(id); });
  await worker.waitUntilReady();
  setInterval(() => {
    if (done.length > 0) { process.send(done); done = []; }
  }, tellEveryMs);
  process.on("disconnect", () => process.exit(0));
  process.send("ready");
}

async function add() {
  const queue = new Queue(name, { connection, prefix });
  await queue.waitUntilReady();
  const completed = new Set(), waiting = new Map();
  // A job may be completed before its adder hears its id.
  const complete = id => {
    completed.add(id);
    waiting.get(id)?.();
  };
  let child;
  if (processes === 1) {
    await startWorker(complete).waitUntilReady();
  } else {
    child = fork(process.argv[1], [...process.argv.slice(2, 7), "workers"]);
    await new Promise(resolve => child.once("message", resolve));
    child.on("message", ids => ids.forEach(complete));
  }

  // Four times as many adders as workers, so that workers always find a job: the favourable case.
  const addAll = jobs => {
    let next = 0;
    return Promise.all(Array.from({ length: concurrency * 4 }, async () => {
      while (next++ < jobs) {
        const { id } = await queue.add("handoff", payload);
        if (!completed.has(id)) { await new Promise(resolve => { waiting.set(id, resolve); }); }
        waiting.delete(id);
      }
    }));
  };
  const redis = new Redis(connection);
  const redisCpu = async () => [...(await redis.info("cpu")).matchAll(/^used_cpu_(?:user|sys)_main_thread:([0-9.]+)/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
  await addAll(warmUp);
  const cpu = await redisCpu();
  const started = performance.now();
  await addAll(count);
  const seconds = (performance.now() - started) / 1000;
  if (completed.size !== warmUp + count) { throw new Error(`${completed.size} of ${warmUp + count} jobs were completed.`); }
  console.log(JSON.stringify({ cyclesPerSecond: count / seconds, redisCpuMicrosPerCycle: (await redisCpu() - cpu) * 1_000_000 / count }));
  child?.disconnect();
  process.exit(0);
}

await (role === "workers" ? work() : add());
