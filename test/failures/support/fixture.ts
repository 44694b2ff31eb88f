import path from 'node:path';
import { readFailureModel, type Declared, type ReadFailures } from '../../../lib/failures';
import { loadTemplates } from '../../../lib/template';

/** What is read from one of the templates in `test/fixtures/failures`. */
export function readFixture(name: string, declared: Declared = {}): ReadFailures {
  const file = path.join(__dirname, '../../fixtures/failures', `${name}.yaml`);
  return readFailureModel(loadTemplates([file], { region: 'eu-west-1' }), declared);
}
