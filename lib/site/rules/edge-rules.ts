import { deriveEdge } from '../derive/derive-edge';
import { coveredAddresses, requireCidr } from '../input/cidr';
import type { Report } from '../input/fault-collector';
import type { EdgeConfig } from '../site-config';
import { MAX_RATE_RULES, MAX_WEB_ACL_CAPACITY_UNITS, salesRateRules } from '../web-acl-capacity';
import { reportDuplicates, reportTwins, type Rule } from './rule';

/** Rules of the web ACL: what they count, whom they admit, what they cost. */
export const edgeRules: Rule = ({ edge, domain }, report) => {
  if (edge === undefined) {
    return;
  }
  const groups = (edge.countOnly ?? []).map(({ group }) => group);
  reportDuplicates(groups, ['edge', 'countOnly'], 'WafGroupDuplicate', report);
  reportDuplicates(edge.geo?.countries ?? [], ['edge', 'geo', 'countries'], 'CountryDuplicate', report);
  checkSalesUrls(edge, report);
  checkSources(edge, 'blockedCidrs', report);
  checkSources(edge, 'allowedCidrs', report);
  if (domain !== undefined) {
    checkCapacityUnits(edge, domain !== 'none', report);
  }
};

function checkSalesUrls(edge: EdgeConfig, report: Report): void {
  const urls = edge.salesUrls ?? [];
  reportTwins(
    urls.map(({ name }) => name),
    ['edge', 'salesUrls'],
    report,
  );
  // WAF compares lower-cased beginnings of text: /sale/tour also matches /sale/tour-2.
  const paths = urls.map(({ path }) => path.toLowerCase());
  paths.forEach((path, index) => {
    const other = paths.findIndex(
      (candidate, position) => position < index && (path.startsWith(candidate) || candidate.startsWith(path)),
    );
    if (other >= 0) {
      report(['edge', 'salesUrls', index, 'path'], {
        must: `must not begin with, or be the beginning of, the path of entry ${other}, '${paths[other] ?? ''}'`,
        got: `'${path}'`,
        hint: "one request would count for both; end paths with '/' or rename one",
        code: 'SalesPathOverlap',
      });
    }
  });
  const rules = salesRateRules(deriveEdge({ salesUrls: urls }, false).salesUrls).length;
  if (rules > MAX_RATE_RULES - 1) {
    report(['edge', 'salesUrls'], {
      must: `must have at most ${MAX_RATE_RULES - 1} different pairs of limit and window, one rate-based rule each`,
      got: `${rules} pairs`,
      hint: 'give sales URLs the same limit and window',
      code: 'SalesLimitsTooMany',
    });
  }
}

/**
 * Widest range one entry of a list may name: the largest allocations to one network are /8 and /19. What is wider is no
 * network but a way of writing "everyone".
 */
const WIDEST_SOURCE = { 4: 8, 6: 16 } as const;

/** Refuses lists that say "everyone", at once or in pieces. */
function checkSources(edge: EdgeConfig, list: 'blockedCidrs' | 'allowedCidrs', report: Report): void {
  const texts = edge[list] ?? [];
  reportDuplicates(texts, ['edge', list], 'SourceRangeDuplicate', report);
  const cidrs = texts.map(requireCidr);
  for (const family of [4, 6] as const) {
    const all = 2n ** (family === 4 ? 32n : 128n);
    const covered = coveredAddresses(cidrs, family);
    if (covered * 2n > all) {
      report(['edge', list], {
        must: `must not add up to more than half of all IPv${family} addresses`,
        got: `${Number((covered * 1000n) / all) / 10} % of them`,
        hint: 'name the networks that are meant, or leave the list out',
        code: 'SourceRangeWildcard',
      });
    } else {
      cidrs.forEach((cidr, index) => {
        if (cidr.family === family && cidr.prefix < WIDEST_SOURCE[family]) {
          report(['edge', list, index], {
            must: `must not be wider than /${WIDEST_SOURCE[family]}`,
            got: `'${cidr.text}'`,
            hint: 'name the networks that are meant',
            code: 'SourceRangeTooWide',
          });
        }
      });
    }
  }
}

function checkCapacityUnits(edge: EdgeConfig, ownDomain: boolean, report: Report): void {
  const { webAclCapacityUnits } = deriveEdge(edge, ownDomain);
  if (webAclCapacityUnits > MAX_WEB_ACL_CAPACITY_UNITS) {
    report(['edge', 'salesUrls'], {
      must: `must leave the web ACL at most ${MAX_WEB_ACL_CAPACITY_UNITS} capacity units`,
      got: `${webAclCapacityUnits} units`,
      hint: 'merge sales URLs under a common path',
      code: 'WebAclCapacityExceeded',
    });
  }
}
