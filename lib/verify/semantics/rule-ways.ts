/** What a rule can do with one packet: let it pass a step, stop it, or leave open what becomes of it. */
export type DecidingWay = 'passes' | 'stops' | 'opens';

/** How a rule decides about one packet, and why not in every way. */
export interface Deciding {
  readonly ways: readonly DecidingWay[];
  /** Why it does not let packets pass and stop them; missing when it does. */
  readonly because?: string;
}

/** What most rules do: some packets pass by them, and others are stopped. */
export const BOTH_WAYS: Deciding = { ways: ['passes', 'stops'] };

/** Rules that decide otherwise about one packet, or not about one packet at all. */
export const RULE_WAYS: Readonly<Record<string, Deciding>> = {
  'SG-04': {
    ways: ['passes'],
    because: 'it lets answers pass; what answers nothing that was let through is no answer, and SG-01 stops it',
  },
  'ACL-05': {
    ways: ['passes', 'opens'],
    because: 'what such an ACL denies is left open, since no page says that it is asked',
  },
  'RT-05': {
    ways: ['stops'],
    because: 'a black hole lets nothing pass; what a route with a target lets pass, RT-01 does',
  },
  'RT-06': { ways: ['stops'], because: 'what does not come back to where it was goes on by other rules' },
  'EP-03': {
    ways: [],
    because: 'it is about who may ask for what behind an endpoint, and no packet shows that',
  },
  'INT-02': {
    ways: ['opens'],
    because: 'isolation lets forged packets arrive, availability does not: they are left open',
  },
  'IF-02': { ways: ['stops'], because: 'it tells who takes nothing; what others take, LB-01 and the groups tell' },
  'CDK-01': {
    ways: ['stops'],
    because: 'a group without rules lets nothing pass; rules that stay are of SG-01 and SG-03',
  },
  'NFW-06': { ways: ['opens'], because: 'whether such a rule matches, addresses and ports do not tell' },
  'NFW-07': { ways: ['opens'], because: 'what is not supported may work for isolation, and does not for availability' },
  'TGW-04': { ways: ['stops'], because: 'a black hole lets nothing pass; what other routes let pass, TGW-01 does' },
  'VPN-04': {
    ways: ['passes', 'opens'],
    because: 'a site sends into a connection that leads there if it has one: the choice itself stops nothing',
  },
  'CF-03': {
    ways: ['passes', 'opens'],
    because: 'what the ACL of an origin denies is left open, since no page says that it is asked',
  },
  'UNK-01': { ways: ['opens'], because: 'what only the deployment tells is never sure, either way' },
  'UNK-02': {
    ways: [],
    because: 'what is not modelled sends for others: it joins networks, and is no step of one packet',
  },
  'LVL-01': {
    ways: [],
    because: 'it is about what may follow a connection: each connection of a chain is a packet of its own',
  },
};
