import { bundleFunctions } from '../../lib';
import { forgetCalls } from './recorded-calls';
import { REFERENCE_SITES, synthReferenceSite } from './synth-sites';

/** Bundles the functions and synthesizes every reference site once, so that test files only read. */
export default async function setup(): Promise<void> {
  forgetCalls();
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  await bundleFunctions();
  for (const site of REFERENCE_SITES) {
    synthReferenceSite(site);
  }
}
