// In the editor: what somebody presses waits for the saving that is under way. Sent beside it, a new page would be made
// twice, and the second one refused because its address is taken.
(() => {
  "use strict";
  let saving = false;
  let waiting; // { form, button }: what was pressed meanwhile
  let leaving = false;

  // The editor takes a button out of the form while it says "Publishing…", so its name is said for it.
  const send = ({ form, button }) => {
    const pressed = document.createElement("input");
    if (button?.name) form.append(Object.assign(pressed, { type: "hidden", name: button.name, value: button.value }));
    form.requestSubmit();
    pressed.remove();
  };

  addEventListener("submit", (event) => {
    if (!event.target.matches("[data-edit-form]")) return;
    if (saving) {
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = { form: event.target, button: event.submitter };
    } else leaving = true;
  }, true);

  // The form knows its page once the server answered.
  const saved = () => {
    saving = false;
    if (!waiting) return;
    const pressed = waiting;
    waiting = undefined;
    send(pressed);
  };
  addEventListener("pageshow", () => { leaving = false; }); // somebody came back to it
  document.addEventListener("w-autosave:save", (event) => {
    if (leaving) event.preventDefault();
    else saving = true;
  });
  document.addEventListener("w-autosave:success", saved);
  document.addEventListener("w-autosave:error", saved);
})();
