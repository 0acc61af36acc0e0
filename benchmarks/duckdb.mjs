// The same comparison in DuckDB, by hand: `npm install @duckdb/node-api` in a folder of its own, then, there,
//   /usr/bin/time -v node …/benchmarks/duckdb.mjs DAY1.csv DAY2.csv OUT.csv THREADS
// Reads both files of enrollments, joins them, and writes new, changed and removed rows with their values before and after.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(process.cwd() + '/'));
const { DuckDBInstance } = require('@duckdb/node-api');
const [before, after, output, threads = '1'] = process.argv.slice(2);
const columns = ['course_idnumber', 'user_idnumber', 'role', 'status', 'timestart', 'timeend'];
const types = columns.map((column) => `${column}: 'VARCHAR'`).join(', ');
const read = (path) => `read_csv('${path}', header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = {${types}})`;
const values = columns.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
await connection.run(`
  COPY (
    SELECT CASE WHEN old.user_idnumber IS NULL THEN 'created' WHEN new.user_idnumber IS NULL THEN 'removed' ELSE 'updated' END AS change,
      coalesce(old.course_idnumber, new.course_idnumber) AS course, coalesce(old.user_idnumber, new.user_idnumber) AS "user",
      ${values.map((value) => `old.${value} AS ${value}_before, new.${value} AS ${value}_after`).join(', ')}
    FROM ${read(before)} old FULL OUTER JOIN ${read(after)} new USING (course_idnumber, user_idnumber)
    WHERE old.user_idnumber IS NULL OR new.user_idnumber IS NULL OR ${values.map((value) => `old.${value} IS DISTINCT FROM new.${value}`).join(' OR ')}
  ) TO '${output}' (HEADER)`);
