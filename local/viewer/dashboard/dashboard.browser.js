// What the CloudWatch console does with a custom widget: a click on an element whose next one is a <cwdb-action> asks for
// confirmation, calls the function with the payload and the widget's fields, and shows what it answers.

const ask = document.querySelector('#ask');
const popup = document.querySelector('#popup');

/** The action bound to what was clicked: that of the nearest element around it with one right behind it. */
function actionOf(clicked, widget) {
  for (let element = clicked; element && element !== widget; element = element.parentElement) {
    const next = element.nextElementSibling;
    if (next?.localName === 'cwdb-action') return next;
  }
  return undefined;
}

const confirmed = (message) =>
  new Promise((resolve) => {
    ask.querySelector('p').textContent = message;
    ask.onclick = ({ target }) => {
      if (target.localName !== 'button') return;
      ask.close();
      resolve(target.value === 'yes');
    };
    ask.oncancel = () => resolve(false);
    ask.showModal();
  });

function show(content, display, widget) {
  if (display !== 'popup') {
    widget.querySelector('.content').innerHTML = content;
    return;
  }
  popup.querySelector('div').innerHTML = content;
  if (!popup.open) popup.showModal();
}

async function call(action, widget) {
  const fields = [...widget.querySelectorAll('input[name], select[name], textarea[name]')];
  const response = await fetch('/_local/dashboard/call', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      dashboard: document.querySelector('[data-dashboard]').dataset.dashboard,
      widget: Number(widget.dataset.widget),
      endpoint: action.getAttribute('endpoint'),
      payload: JSON.parse(action.textContent.trim() || '{}'),
      forms: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
    }),
  });
  return response.text();
}

document.addEventListener('click', async (event) => {
  const widget = event.target.closest('[data-widget]');
  const action = widget && actionOf(event.target, widget);
  if (!action) return;
  event.preventDefault();
  const message = action.getAttribute('confirmation');
  if (message && !(await confirmed(message))) return;
  const content = action.getAttribute('action') === 'call' ? await call(action, widget) : action.innerHTML;
  show(content, action.getAttribute('display'), widget);
});

document.addEventListener('submit', (event) => {
  if (event.target.closest('[data-widget]')) event.preventDefault();
});
popup.querySelector('button').addEventListener('click', () => popup.close());
