/** Commands on the dashboard: their fields and buttons, wherever something can be done. */
import { Fragment, type ReactNode } from 'react';
import type { Form } from '../commands/command.ts';
import type { Offer } from '../commands/offered.ts';
import { Steer } from './actions.tsx';
import { CommandField } from './command-fields.tsx';
import type { ViewDeps } from './view.ts';

interface OffersProps {
  readonly offers: readonly Offer[];
  /** The ending of the names of the fields, so that many rows may have a field of the same kind. */
  readonly row: string;
  readonly deps: ViewDeps;
}

/** What can be done with one thing, side by side. A field that several commands ask for is drawn once. */
export function Offers({ offers, row, deps }: OffersProps): ReactNode {
  const drawn = new Set<string>();
  return offers.map(({ name, shown }, index) => {
    if (typeof shown === 'string') return <Quiet key={name}>{shown}</Quiet>;
    const fields = shown.fields.filter((field) => !drawn.has(field.name));
    for (const field of fields) drawn.add(field.name);
    return (
      <Fragment key={name}>
        {index > 0 && ' '}
        {fields.map((field) => (
          <CommandField key={field.name} field={field} row={row} />
        ))}
        <Buttons name={name} form={shown} row={row} deps={deps} />
      </Fragment>
    );
  });
}

/** The same, each folded away under its own words. */
export const FoldedOffers = ({ offers, row, deps, strong }: OffersProps & { readonly strong?: boolean }): ReactNode =>
  offers.map((offer) => {
    if (typeof offer.shown === 'string') return <Quiet key={offer.name}>{offer.shown}</Quiet>;
    const { folded } = offer.shown;
    return (
      <details key={offer.name}>
        <summary>{strong ? <strong>{folded}</strong> : folded}</summary>
        <form className="pr-acts">
          <Offers offers={[offer]} row={row} deps={deps} />
        </form>
      </details>
    );
  });

const Quiet = ({ children }: { readonly children: string }) => <span className="pr-quiet">{children}</span>;

function Buttons(props: {
  readonly name: string;
  readonly form: Form;
  readonly row: string;
  readonly deps: ViewDeps;
}): ReactNode {
  const { name, form, row, deps } = props;
  const where = form.fields.length > 0 ? { row } : {};
  return form.buttons.map(({ label, confirmation, says, main }) => (
    <Steer
      key={label}
      endpoints={deps.endpoints}
      main={main}
      payload={{ act: name, ...form.says, ...where, ...says }}
      confirmation={confirmation}
    >
      {label}
    </Steer>
  ));
}
