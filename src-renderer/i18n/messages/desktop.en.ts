/** The desktop program itself. English. */
export const desktopEn = {
  "desktop.engine.runs": "Calls are watched on this computer.",
  "desktop.engine.rests": "Calls are not watched: 3CX Webhook is stopped.",
  "desktop.engine.start": "Start",
  "desktop.engine.stop": "Stop…",
  "desktop.services": "Services elsewhere",
  "desktop.services.help":
    "This window can show a 3CX Webhook that runs on another computer. The one on this computer is stopped meanwhile, so that nothing is sent twice.",
  "desktop.service.shown": "shown now",
  "desktop.service.show": "Show",
  "desktop.service.forget": "Forget",
  "desktop.service.password": "password kept, encrypted by the system",
  "desktop.service.noKeyring":
    "This system has no key store: passwords are not kept, and you are asked at each start.",
  "desktop.service.address": "Address of the service",
  "desktop.service.add": "Connect",
};
