import { Empty } from "../ui/parts";
export default function View() {
  return <Empty title="…" />;
}
