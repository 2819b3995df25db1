import { render } from "preact";

import { App } from "./app";
import "./style/base.css";
import "./style/parts.css";
import { applyTheme } from "./parts/theme";

applyTheme();
render(<App />, document.getElementById("console")!);
