export function StaffScreen() {
  return <div className="page" />;
}
