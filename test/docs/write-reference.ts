import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REFERENCE_DIRECTORY, referencePages } from './reference';

mkdirSync(REFERENCE_DIRECTORY, { recursive: true });
for (const [file, text] of referencePages()) {
  writeFileSync(path.join(REFERENCE_DIRECTORY, file), text);
}
