// Checks a bill of materials against the schema that CycloneDX publishes. Usage: node check.mjs FILE
import { readFileSync } from "node:fs";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const fault = await new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(readFileSync(process.argv[2], "utf8"));
if (fault !== null) {
  console.error("error: the bill of materials does not fit the CycloneDX schema", JSON.stringify(fault, null, 2));
  process.exit(1);
}
console.log("the bill of materials fits the CycloneDX 1.5 schema");
