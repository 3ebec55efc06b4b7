import { type FormFields, htmlResponse, linkUnknownPage, type Site, WHOLE_FORM } from '../pages/kit.ts';
import { linkInAudit } from '../questions/links.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { aboutPerson } from '../store/agenda.ts';
import type { Store, WriteItem } from '../store/store.ts';
import { detailsForm, detailsNow, type OwnDetails, ownDetailsPage, readOwnDetails } from './own-details.tsx';
import type { PortalResponse } from './portal.ts';
import { stepOf } from './steps.ts';

/** Keeps the numbers that somebody gives of themselves and of the school they lead; nothing when the form says something else. */
export async function takeOwnDetails(
  opened: OpenedLink,
  fields: FormFields,
  at: string,
  { store }: { readonly store: Store },
  site: Site,
): Promise<PortalResponse | undefined> {
  if (stepOf(fields) !== 'save-details') return undefined;
  const details = await readOwnDetails(opened, store);
  if (!details) return htmlResponse(404, linkUnknownPage(site));
  const read = detailsForm(details).read(fields);
  if (!read.ok) return htmlResponse(422, ownDetailsPage(details, site, { values: fields, errors: read.errors }));
  const items = changed(details, read.value, store);
  const officeNow =
    read.value.office !== undefined && read.value.office !== detailsNow(details).office
      ? { telephone: read.value.office }
      : {};
  const { link } = opened;
  const audit = store.rows.auditEntry
    .create({
      ...{ about: aboutPerson(link.person), at, entry: 'own-details', who: link.person, role: link.role },
      what: 'changed the telephone numbers by which they are reached',
      link: linkInAudit(link),
    })
    .commit();
  const { written } = items.length === 0 ? { written: true } : await store.write([...items, audit]);
  if (written)
    return htmlResponse(
      200,
      ownDetailsPage(
        details.led ? { ...details, led: { ...details.led, ...officeNow } } : details,
        site,
        {
          values: { ...read.value, office: read.value.office ?? '' },
          errors: {},
        },
        true,
      ),
    );
  const errors = { [WHOLE_FORM]: 'Your details were changed by somebody else at this moment. Please send them again.' };
  return htmlResponse(409, ownDetailsPage(details, site, { values: fields, errors }));
}

interface Given {
  readonly telephone: string;
  readonly office?: string | undefined;
}

/** What is other than it was. An office for which the head clears the number has none, whatever the register says. */
function changed({ person, led }: OwnDetails, given: Given, { rows }: Pick<Store, 'rows'>): WriteItem[] {
  const now = detailsNow({ person, led });
  const own = rows.person.patch({ person: person.person });
  const office = led && rows.member.patch({ member: led.member });
  return [
    ...(given.telephone === now.telephone
      ? []
      : [
          (given.telephone === '' ? own.remove(['telephone']) : own.set({ telephone: given.telephone }))
            .where((row, { eq, notExists }) => `${eq(row.email, person.email)} AND ${notExists(row.erasureAskedAt)}`)
            .commit(),
        ]),
    ...(office === undefined || (given.office ?? '') === now.office
      ? []
      : [
          office
            .set({ telephone: given.office ?? '' })
            .where((row, { eq }) => eq(row.head, person.person))
            .commit(),
        ]),
  ];
}
