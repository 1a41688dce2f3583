// Coming in with the phone's own lock (WebAuthn). Without this file the page says what else there is.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  // What the server sends is JSON; the browser wants bytes in a few places, and the other way round.
  const readable = (options) => {
    const made = { ...options.publicKey, challenge: bytes(options.publicKey.challenge) };
    if (made.user) made.user = { ...made.user, id: bytes(made.user.id) };
    for (const list of ["allowCredentials", "excludeCredentials"]) {
      if (made[list]) made[list] = made[list].map((one) => ({ ...one, id: bytes(one.id) }));
    }
    return { publicKey: made };
  };

  const sendable = (credential) => {
    const answer = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) answer[part] = text(credential.response[part]);
    }
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: answer,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const optionsOf = async (form) => {
    const here = document.getElementById(form.dataset.passkeyOptions);
    if (here) return JSON.parse(here.textContent).request_options || JSON.parse(here.textContent).creation_options;
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options;
  };

  const listen = (form) => {
    const trouble = form.querySelector("[data-passkey-trouble]");
    form.querySelector("[data-passkey-without]").hidden = true;
    form.querySelector("button").hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      trouble.hidden = true;
      try {
        const options = readable(await optionsOf(form));
        form.elements.credential.value = sendable(await navigator.credentials[form.dataset.passkey](options));
        form.submit();
      } catch {
        delete form.dataset.sent;
        trouble.hidden = false;
      }
    });
  };

  if (window.PublicKeyCredential) document.querySelectorAll("form[data-passkey]").forEach(listen);
})();
