// SPDX-License-Identifier: GPL-3.0-or-later
// Everybody of a store as a plain CSV file, by bench_export and by DuckDB's COPY of the same people and columns from a
// database of its own, in turn. Prints each time and the best of both; exits 1 where the rows are not as many.
//   cd WORK_DIR && npm install @duckdb/node-api
//   node tests/bench/export_race.mjs DATA_DIR STORE build/release/bin/bench_export [REPEAT]
// DATA_DIR holds profiles.csv and events.csv of the bench folder's storegen, which STORE was imported from; the
// database is kept there. DuckDB is a peer to measure beside, nothing that is built or shipped needs it.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const { DuckDBInstance } = createRequire(path.join(process.cwd(), 'x'))('@duckdb/node-api');
const [dir, store, bench, repeat = '5'] = process.argv.slice(2);
const database = path.join(dir, 'duck.db');
const fresh = !fs.existsSync(database);
const connection = await (await DuckDBInstance.create(database, { threads: String(os.cpus().length) })).connect();
if (fresh) { // the tables of the bench folder's duckdb_peer.mjs
  await connection.run(`CREATE TABLE profiles AS SELECT profile_id::INT profile_id, email, phone, first_name, last_name, country, city,
    epoch(created_at::TIMESTAMP)::BIGINT created_at, accepts_email, accepts_sms, suppressed FROM read_csv('${dir}/profiles.csv')`);
  await connection.run(`CREATE TABLE events AS SELECT p.profile_id, metric, epoch(timestamp::TIMESTAMP)::BIGINT ts, value, order_id, product_id, label
    FROM read_csv('${dir}/events.csv', types={'value':'DOUBLE','order_id':'BIGINT','product_id':'INT'}) e JOIN profiles p USING (email)`);
  await connection.run('CHECKPOINT');
}

const out = fs.mkdtempSync(path.join(os.tmpdir(), 'export-race-'));
const file = path.join(out, 'duckdb.csv');
const copy = `COPY (
  SELECT profile_id AS "Profile ID", email AS "Email", phone AS "Phone", first_name AS "First Name", last_name AS "Last Name",
         city AS "City", NULL AS "Region", country AS "Country", if(accepts_email, 'subscribed', 'never') AS "Email consent",
         if(accepts_sms, 'subscribed', 'never') AS "SMS consent", coalesce(orders, 0) AS "Orders",
         printf('%.2f', coalesce(revenue, 0)) AS "Order value", strftime(make_timestamp(last * 1000000), '%Y-%m-%dT%H:%M:%SZ') AS "Last order"
  FROM profiles LEFT JOIN (SELECT profile_id, count(*) orders, sum(value) revenue, max(ts) AS last FROM events
                           WHERE metric = 'Placed Order' GROUP BY profile_id) USING (profile_id)
  WHERE NOT suppressed AND (accepts_email OR (accepts_sms AND phone IS NOT NULL))
  ORDER BY profile_id) TO '${file}' (HEADER)`;

const times = { duckdb: [], perennial: [] };
const rows = {};
for (let i = 0; i < Number(repeat); ++i) {
  const start = performance.now();
  await connection.run(copy);
  times.duckdb.push((performance.now() - start) / 1000);
  const told = execFileSync(bench, [store, out, 'plain.csv'], { encoding: 'utf8' });
  rows.perennial = Number(/(\d+) rows/.exec(told)[1]);
  times.perennial.push(Number(/([\d.]+) s,/.exec(told)[1]));
}
rows.duckdb = fs.readFileSync(file, 'utf8').trimEnd().split('\n').length - 1;
for (const who of ['duckdb', 'perennial'])
  console.log(`${who.padEnd(10)}${rows[who]} rows, best ${Math.min(...times[who]).toFixed(2)} s, each ${times[who].map((t) => t.toFixed(2)).join(' ')}`);
fs.rmSync(out, { recursive: true });
process.exit(rows.duckdb === rows.perennial ? 0 : 1);
