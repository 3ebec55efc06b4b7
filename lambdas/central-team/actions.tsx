import type { ReactNode } from 'react';
import type { ViewRequest } from './request.ts';

/** CloudWatch's own element: what happens when the element before it is clicked. Its content is the call's payload. */
interface CwdbAction {
  readonly action: 'call';
  readonly endpoint: string;
  /** `widget` puts the result in the widget's place, `popup` in front of it. */
  readonly display: 'widget' | 'popup';
  readonly confirmation?: string;
  readonly dangerouslySetInnerHTML: { readonly __html: string };
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'cwdb-action': CwdbAction;
    }
  }
}

/** Which functions the buttons of a widget call, by ARN. */
export interface Endpoints {
  /** This function itself. */
  readonly show: string;
  readonly steer: string;
}

/** JSON with nothing in it that HTML would read: CloudWatch's own examples have quotes as they are. */
const payloadText = (payload: object): string =>
  JSON.stringify(payload).replace(/[<>&\u2028\u2029]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });

function Call(props: Omit<CwdbAction, 'action' | 'dangerouslySetInnerHTML'> & { readonly payload: object }) {
  const { payload, ...attributes } = props;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: `payloadText` leaves nothing in it that HTML would read
  return <cwdb-action action="call" {...attributes} dangerouslySetInnerHTML={{ __html: payloadText(payload) }} />;
}

type Where = Partial<Pick<ViewRequest, 'page' | 'role' | 'year' | 'week' | 'stage' | 'about' | 'find' | 'from'>>;

/** A button or link that shows another view in the place of this one. */
export function Show(props: {
  readonly endpoints: Endpoints;
  readonly view: ViewRequest['view'];
  readonly where?: Where;
  readonly look?: 'button' | 'link' | 'main';
  readonly children: ReactNode;
}) {
  const look = { button: 'btn', main: 'btn btn-primary', link: 'pr-link' }[props.look ?? 'link'];
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: the console makes buttons of anchors of this class */}
      <a className={look}>{props.children}</a>
      <Call endpoint={props.endpoints.show} display="widget" payload={{ view: props.view, ...props.where }} />
    </>
  );
}

/** A button of a command, which acts after the person has confirmed what will happen. */
export function Steer(props: {
  readonly endpoints: Endpoints;
  /** The call, without what a form of the widget adds to it. */
  readonly payload: { readonly act: string };
  readonly confirmation: string;
  readonly main?: boolean | undefined;
  readonly children: ReactNode;
}) {
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: the console makes buttons of anchors of this class */}
      <a className={props.main ? 'btn btn-primary' : 'btn'}>{props.children}</a>
      <Call
        endpoint={props.endpoints.steer}
        display="popup"
        confirmation={props.confirmation}
        payload={props.payload}
      />
    </>
  );
}
