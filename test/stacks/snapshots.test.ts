import { REFERENCE_SITES } from '../support/synth-sites';
import { templatesOf } from './assembly';

/** Hashes of files change with every edit of them; what is deployed with them is what the snapshot is about. */
function withoutHashes(template: unknown): unknown {
  return JSON.parse(JSON.stringify(template).replaceAll(/[0-9a-f]{64}/g, '<hash>'));
}

test.each(REFERENCE_SITES)('%s has the reviewed templates', (site) => {
  for (const [stack, template] of templatesOf(site)) {
    expect(withoutHashes(template)).toMatchSnapshot(stack);
  }
});
