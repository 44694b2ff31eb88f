import { onSaleWindows } from '../derive/derive-tier';
import type { Report } from '../input/fault-collector';
import type { Sections } from '../schema/sections';
import type { OperationsConfig } from '../site-config';
import { minuteOfDay, spansTouch, weekSpans } from '../windows';
import { daylightSavingMinutes, maintenanceOf, maintenanceSpans } from './maintenance-spans';
import { reportTwins, type Rule } from './rule';

/** Shortest maintenance window of RDS. @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html */
const LEAST_MAINTENANCE_MINUTES = 30;

/** Longest one: half an hour of the day must be left to the automated backups of Aurora, far from every snapshot. */
const GREATEST_MAINTENANCE_MINUTES = 480;

/**
 * Least days of logs: a breach noticed on 10 March was announced on 25 April (requirement P4), and PCI DSS 4.0.1
 * requirement 10.5.1 wants twelve months.
 */
const LEAST_LOG_DAYS = { ordinary: 90, 'pci-dss': 365 };

/** Words that name a part of the topology: a source called so would mislead whoever reads a rule. */
const RESERVED_SOURCES = ['internet', 'internal', 'dmz', 'barrier', 'data', 'any', 'all'];

/** Contacts, sources, maintenance and logs. */
export const operationsRules: Rule = (sections, report) => {
  const { operations, standards } = sections;
  if (operations === undefined) {
    return;
  }
  checkContacts(operations, report);
  checkAdminSources(operations, report);
  checkMaintenance(operations, sections, report);
  if (standards !== undefined && operations.logRetentionDays !== undefined) {
    const standard = standards.includes('pci-dss') ? 'pci-dss' : 'ordinary';
    const least = LEAST_LOG_DAYS[standard];
    if (operations.logRetentionDays < least) {
      report(['operations', 'logRetentionDays'], {
        must: `must be at least ${least}${standard === 'ordinary' ? '' : ` under standard '${standard}'`}`,
        got: String(operations.logRetentionDays),
        hint: `raise it to ${least}, or leave it out`,
        code: 'LogRetentionTooShort',
      });
    }
  }
};

function checkContacts({ contacts }: OperationsConfig, report: Report): void {
  const folded = contacts.map((contact) => contact.toLowerCase());
  folded.forEach((contact, index) => {
    if (folded.indexOf(contact) < index) {
      report(['operations', 'contacts', index], {
        must: 'must be listed once',
        got: `'${contacts[index] ?? ''}'`,
        hint: 'remove it',
        code: 'ContactDuplicate',
      });
    }
  });
}

function checkAdminSources({ adminSources = [] }: OperationsConfig, report: Report): void {
  const path = ['operations', 'adminSources'];
  reportTwins(
    adminSources.map(({ name }) => name),
    path,
    report,
  );
  adminSources.forEach(({ name, cidr }, index) => {
    if (RESERVED_SOURCES.includes(name)) {
      report([...path, index, 'name'], {
        must: 'must not be the name of a part of the topology',
        got: `'${name}'`,
        hint: "name the place, for example 'operations-room'",
        code: 'NameReserved',
      });
    }
    if (adminSources.findIndex((other) => other.cidr === cidr) < index) {
      report([...path, index, 'cidr'], {
        must: 'must be listed once',
        got: `'${cidr}'`,
        hint: 'remove the entry',
        code: 'SourceRangeDuplicate',
      });
    }
  });
}

function checkMaintenance(operations: OperationsConfig, { capacity }: Sections, report: Report): void {
  const { day, from, until } = maintenanceOf(operations);
  const path = ['operations', 'maintenance'];
  const length = minuteOfDay(until) - minuteOfDay(from);
  if (length < LEAST_MAINTENANCE_MINUTES || length > GREATEST_MAINTENANCE_MINUTES) {
    report([...path, 'until'], {
      must: `must be ${LEAST_MAINTENANCE_MINUTES} to ${GREATEST_MAINTENANCE_MINUTES} minutes later than 'from', ${from}, on the same day`,
      got: `'${until}'`,
      hint: 'choose half an hour or a few hours within one day',
      code: 'WindowOrder',
    });
    return;
  }
  const maintenance = maintenanceSpans(operations);
  const shift = daylightSavingMinutes(operations);
  const sale = onSaleWindows(capacity ?? { peakRps: 0 }).find((entry) =>
    weekSpans(entry.window, entry.leadMinutes).some((span) => maintenance.some((other) => spansTouch(span, other))),
  );
  if (sale !== undefined) {
    report(path, {
      must: `must not touch the on-sale window '${sale.name}' with its lead time${shift === 0 ? '' : ', daylight saving included'}`,
      got: `${day} ${from} to ${until}`,
      hint: 'choose another day or time',
      code: 'MaintenanceInSale',
    });
  }
}
