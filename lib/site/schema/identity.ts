import { show } from '../input/show';
import { isKebabCase, kebabCase } from './texts';
import { choice, field, flag, list, text } from './fields';

/**
 * Beginnings AWS keeps for itself in names of buckets, load balancers or parameters.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
const RESERVED_WORDS = ['aws', 'amazon', 'amzn', 'internal', 'ssm', 'sthree', 'xn'];

/** Last words of names this package makes: the alarms of site `x` would have the names of those of site `x-edge`. */
const OWN_WORDS = ['edge', 'recovery', 'watch'];

/** Name of the site. */
export const siteName = field<string>("use a name such as 'ticket-agency'", (value) => {
  const must = 'must be 3 to 20 lower-case letters, digits and single hyphens, starting with a letter';
  if (typeof value !== 'string' || value.length < 3 || value.length > 20 || !isKebabCase(value)) {
    const kebab = typeof value === 'string' ? kebabCase(value) : '';
    const valid = kebab.length >= 3 && kebab.length <= 20 && isKebabCase(kebab);
    const hint = valid ? `try '${kebab}'` : "use a name such as 'ticket-agency'";
    return { must, got: show(value), hint, code: 'NameInvalid' };
  }
  const words = value.split('-');
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  if (RESERVED_WORDS.includes(first)) {
    const reserved = `must not start with the word '${first}', which AWS reserves in names`;
    return { must: reserved, got: show(value), hint: 'put the name of the service in front', code: 'NameReserved' };
  }
  if (words.length > 1 && OWN_WORDS.includes(last)) {
    const reserved = `must not end with the word '${last}', which names of alarms end with`;
    return { must: reserved, got: show(value), hint: 'put another word behind it', code: 'NameReserved' };
  }
  return undefined;
});

/** Profile of the site. */
export const profile = choice(['starter', 'standard', 'mission-critical']);

/** Tag values. @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const owner = text({
  must: 'must be 1 to 64 letters, digits, spaces and _.:/=+-@, without a space at either end',
  hint: "name the team, for example 'platform'",
  code: 'OwnerInvalid',
  test: (value) => [...value].length <= 64 && value.trim() === value && /^[\p{L}\p{N} _.:/=+\-@]+$/u.test(value),
});

export const dataClass = choice(['public', 'internal', 'personal']);

export const account = text({
  must: 'must be 12 digits as text',
  hint: "use the account id in quotes, for example '123456789012'",
  code: 'AccountInvalid',
  test: (value) => /^\d{12}$/.test(value),
});

export const protection = flag();

/** Whether anybody but the site's own team depends on it. */
export const environment = choice(['production', 'non-production']);

export const standards = list(choice(['pci-dss']), { max: 1 });
