<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
<context>
    <name>AccountForm</name>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>As it is printed on receipts</source>
        <translation>Như in trên giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Temporary password</source>
        <translation>Mật khẩu tạm</translation>
    </message>
    <message>
        <source>Tell it now; the officer chooses an own one at the first sign-in</source>
        <translation>Báo ngay cho cán bộ; lần đầu đăng nhập sẽ tự đặt lại</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Vai trò</translation>
    </message>
</context>
<context>
    <name>AccountPanel</name>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Give a password</source>
        <translation>Đặt mật khẩu</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Ngừng</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Tài khoản mới</translation>
    </message>
    <message>
        <source>Add the account</source>
        <translation>Thêm tài khoản</translation>
    </message>
    <message>
        <source>Allow again</source>
        <translation>Cho dùng lại</translation>
    </message>
    <message>
        <source>Stop this account</source>
        <translation>Ngừng tài khoản</translation>
    </message>
</context>
<context>
    <name>AccountStep</name>
    <message>
        <source>Your account</source>
        <translation>Tài khoản của bạn</translation>
    </message>
    <message>
        <source>You receive dossiers with it and add your colleagues. A password is asked each time somebody takes over the counter.</source>
        <translation>Dùng để tiếp nhận hồ sơ và thêm đồng nghiệp. Mỗi lần đổi người ở quầy, chương trình hỏi mật khẩu.</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>As it is printed on receipts</source>
        <translation>Như in trên giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Nhập lại mật khẩu</translation>
    </message>
    <message>
        <source>Enrolled: {counter}, {agency}</source>
        <translation>Đã ghi danh: {counter}, {agency}</translation>
    </message>
    <message>
        <source>Make the account</source>
        <translation>Tạo tài khoản</translation>
    </message>
    <message>
        <source>Type the name</source>
        <translation>Nhập họ và tên</translation>
    </message>
</context>
<context>
    <name>AccountTable</name>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Vai trò</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Not in use any more</source>
        <translation>Đã ngừng</translation>
    </message>
    <message>
        <source>Has to change the password</source>
        <translation>Chờ đổi mật khẩu</translation>
    </message>
    <message>
        <source>No password yet</source>
        <translation>Chưa có mật khẩu</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Đang dùng</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>Thêm tài khoản</translation>
    </message>
    <message>
        <source>{name} was added</source>
        <translation>Đã thêm {name}</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>Đã lưu: {name}</translation>
    </message>
    <message>
        <source>{name} can sign in again</source>
        <translation>{name} đăng nhập được trở lại</translation>
    </message>
    <message>
        <source>{name} can&apos;t sign in any more</source>
        <translation>{name} không đăng nhập được nữa</translation>
    </message>
    <message>
        <source>{name} has a new password</source>
        <translation>{name} có mật khẩu mới</translation>
    </message>
    <message>
        <source>Sign-in name {sign_in_name}, temporary password {password}</source>
        <translation>Tên đăng nhập {sign_in_name}, mật khẩu tạm {password}</translation>
    </message>
</context>
<context>
    <name>AnswerWords</name>
    <message>
        <source>No dossier has these words</source>
        <translation>Không có hồ sơ nào khớp</translation>
    </message>
    <message>
        <source>Type a name without tone marks, a code or its end, an identity number, a phone number.</source>
        <translation>Gõ tên không cần dấu, mã hồ sơ hoặc số cuối của mã, số định danh, số điện thoại.</translation>
    </message>
    <message>
        <source>The mark on this paper is not genuine: {code}</source>
        <translation>Mã QR trên giấy này không đúng: {code}</translation>
    </message>
    <message>
        <source>This paper counts no more: {code}</source>
        <translation>Giấy này không còn giá trị: {code}</translation>
    </message>
    <message>
        <source>This counter has no dossier {code}</source>
        <translation>Quầy này không có hồ sơ {code}</translation>
    </message>
    <message>
        <source>The work of {agency} is done by {successor} today.</source>
        <translation>Việc của {agency} nay do {successor} làm.</translation>
    </message>
    <message>
        <source>no dossier at this counter yet</source>
        <translation>chưa có hồ sơ ở quầy này</translation>
    </message>
    <message>
        <source>1 dossier</source>
        <translation>1 hồ sơ</translation>
    </message>
    <message>
        <source>{count} dossiers</source>
        <translation>{count} hồ sơ</translation>
    </message>
    <message>
        <source>Card of {name}: {count}</source>
        <translation>Căn cước của {name}: {count}</translation>
    </message>
    <message>
        <source>… and more than {count} dossiers more</source>
        <translation>… còn hơn {count} hồ sơ nữa</translation>
    </message>
    <message>
        <source>… and 1 dossier more</source>
        <translation>… còn 1 hồ sơ nữa</translation>
    </message>
    <message>
        <source>… and {count} dossiers more</source>
        <translation>… còn {count} hồ sơ nữa</translation>
    </message>
    <message>
        <source>Its signature is not that of the desk it names. The paper may be forged: compare it with the dossier.</source>
        <translation>Chữ ký không phải của quầy ghi trên giấy. Giấy có thể bị làm giả: so với hồ sơ.</translation>
    </message>
    <message>
        <source>Its signature is genuine: the paper was issued by a desk of the agency.</source>
        <translation>Chữ ký đúng: giấy do một quầy của cơ quan cấp.</translation>
    </message>
    <message>
        <source>Its signature can&apos;t be checked: the desk that signed is not known here.</source>
        <translation>Chưa kiểm tra được chữ ký: quầy này chưa biết quầy đã ký.</translation>
    </message>
    <message>
        <source>What was read carries no signature.</source>
        <translation>Mã vừa đọc không mang chữ ký.</translation>
    </message>
</context>
<context>
    <name>ApplicationPanel</name>
    <message>
        <source>People</source>
        <translation>Người nộp, chủ hồ sơ</translation>
    </message>
    <message>
        <source>Papers of the dossier</source>
        <translation>Thành phần hồ sơ</translation>
    </message>
    <message>
        <source>Reception</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Submitter</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Owner of the dossier</source>
        <translation>Chủ hồ sơ</translation>
    </message>
    <message>
        <source>Authoriser</source>
        <translation>Người ủy quyền</translation>
    </message>
    <message>
        <source>Submitter, also the owner</source>
        <translation>Người nộp, cũng là chủ hồ sơ</translation>
    </message>
    <message>
        <source>Authorisation</source>
        <translation>Giấy ủy quyền</translation>
    </message>
    <message>
        <source>{count} pages scanned</source>
        <translation>{count} trang số hóa</translation>
    </message>
    <message>
        <source>{pages} pages, {copies} copies, {cases} cases</source>
        <translation>{pages} trang, {copies} bản, {cases} việc</translation>
    </message>
    <message>
        <source>Received at</source>
        <translation>Nhận lúc</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>Nộp bằng cách</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Số tham chiếu</translation>
    </message>
    <message>
        <source>Resolved by</source>
        <translation>Cơ quan giải quyết</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Thời hạn</translation>
    </message>
    <message>
        <source>Counted for fees</source>
        <translation>Tính phí theo</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Trả kết quả</translation>
    </message>
    <message>
        <source>Taken on paper because</source>
        <translation>Nhận giấy vì</translation>
    </message>
</context>
<context>
    <name>Brand</name>
    <message>
        <source>One-stop counter</source>
        <translation>Quầy một cửa</translation>
    </message>
    <message>
        <source>Receiving and returning dossiers</source>
        <translation>Tiếp nhận và trả kết quả</translation>
    </message>
</context>
<context>
    <name>ButtonsSection</name>
    <message>
        <source>Buttons</source>
        <translation>Nút bấm</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím</translation>
    </message>
    <message>
        <source>Receive and print</source>
        <translation>Tiếp nhận và in</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Xem trước</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Để sau</translation>
    </message>
    <message>
        <source>Annul</source>
        <translation>Hủy</translation>
    </message>
</context>
<context>
    <name>CarryForm</name>
    <message>
        <source>Write to a file</source>
        <translation>Xuất ra tệp</translation>
    </message>
    <message>
        <source>Take in a file</source>
        <translation>Nhận tệp</translation>
    </message>
    <message>
        <source>The central can open it. With a passphrase another counter can, too.</source>
        <translation>Hệ thống trung tâm mở được tệp này. Nếu đặt cụm mật khẩu thì quầy khác cũng mở được.</translation>
    </message>
    <message>
        <source>What another counter could not send goes out from here.</source>
        <translation>Việc mà quầy khác chưa gửi được sẽ được gửi từ quầy này.</translation>
    </message>
    <message>
        <source>Passphrase, if you want one</source>
        <translation>Cụm mật khẩu, nếu muốn đặt</translation>
    </message>
    <message>
        <source>Passphrase, if it has one</source>
        <translation>Cụm mật khẩu, nếu tệp có</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>Chọn nơi lưu…</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>Chọn tệp…</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Unsent work</source>
        <translation>Việc chưa gửi</translation>
    </message>
</context>
<context>
    <name>CarryPanel</name>
    <message>
        <source>Write to a file…</source>
        <translation>Xuất ra tệp…</translation>
    </message>
    <message>
        <source>Take in a file…</source>
        <translation>Nhận tệp…</translation>
    </message>
    <message>
        <source>Second copy of what waits</source>
        <translation>Bản sao thứ hai</translation>
    </message>
    <message>
        <source>{dossiers} dossiers and {pages} pages are in the file</source>
        <translation>Đã xuất {dossiers} hồ sơ và {pages} trang vào tệp</translation>
    </message>
    <message>
        <source>{count} pages or parts could not be put in.</source>
        <translation>{count} trang hoặc phần chưa đưa vào tệp được.</translation>
    </message>
    <message>
        <source>{new} records and {pages} pages were taken in</source>
        <translation>Đã nhận {new} việc và {pages} trang</translation>
    </message>
</context>
<context>
    <name>CaseChoice</name>
    <message>
        <source>Case</source>
        <translation>Trường hợp</translation>
    </message>
    <message>
        <source>The usual one</source>
        <translation>Thông thường</translation>
    </message>
</context>
<context>
    <name>CentralStep</name>
    <message>
        <source>The central system</source>
        <translation>Hệ thống trung tâm</translation>
    </message>
    <message>
        <source>Its administrator tells you the address. The desk sends its dossiers there.</source>
        <translation>Quản trị trung tâm cho biết địa chỉ. Quầy gửi hồ sơ về đó.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Looking for the central system…</source>
        <translation>Đang tìm hệ thống trung tâm…</translation>
    </message>
    <message>
        <source>The central answers, but the clock of this machine is off</source>
        <translation>Trung tâm trả lời, nhưng đồng hồ máy này bị lệch</translation>
    </message>
    <message>
        <source>By {minutes} minutes. Set date and time right, then go on.</source>
        <translation>Lệch {minutes} phút. Chỉnh lại ngày giờ rồi tiếp tục.</translation>
    </message>
    <message>
        <source>The central system answers</source>
        <translation>Hệ thống trung tâm trả lời tốt</translation>
    </message>
</context>
<context>
    <name>ChangePasswordForm</name>
    <message>
        <source>Current password</source>
        <translation>Mật khẩu hiện tại</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Đổi mật khẩu</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>Đang đổi…</translation>
    </message>
    <message>
        <source>Type the current password</source>
        <translation>Nhập mật khẩu hiện tại</translation>
    </message>
</context>
<context>
    <name>ChoicesSection</name>
    <message>
        <source>Choices</source>
        <translation>Lựa chọn</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Tại quầy</translation>
    </message>
    <message>
        <source>From the portal</source>
        <translation>Từ cổng dịch vụ công</translation>
    </message>
    <message>
        <source>By post</source>
        <translation>Qua bưu chính</translation>
    </message>
    <message>
        <source>Way of submitting</source>
        <translation>Cách nộp</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Số trang</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Original of the birth certificate</source>
        <translation>Bản chính giấy chứng sinh</translation>
    </message>
    <message>
        <source>Some of the papers</source>
        <translation>Một phần giấy tờ</translation>
    </message>
    <message>
        <source>Looked up in the registry</source>
        <translation>Đã tra cứu trong cơ sở dữ liệu</translation>
    </message>
    <message>
        <source>Copy of the marriage certificate</source>
        <translation>Bản sao giấy chứng nhận kết hôn</translation>
    </message>
    <message>
        <source>For oneself</source>
        <translation>Nộp cho mình</translation>
    </message>
    <message>
        <source>By the portal</source>
        <translation>Qua cổng dịch vụ công</translation>
    </message>
    <message>
        <source>For somebody else</source>
        <translation>Nộp thay người khác</translation>
    </message>
</context>
<context>
    <name>CircumstancesForm</name>
    <message>
        <source>None</source>
        <translation>Không</translation>
    </message>
    <message>
        <source>Online only, with exceptions ({law})</source>
        <translation>Chỉ nhận trực tuyến, trừ ngoại lệ ({law})</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Số trang</translation>
    </message>
    <message>
        <source>Copies wanted</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Số việc</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Số bộ</translation>
    </message>
    <message>
        <source>Exempt from the fee</source>
        <translation>Miễn phí, lệ phí</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Đăng ký</translation>
    </message>
    <message>
        <source>in time</source>
        <translation>Đúng hạn</translation>
    </message>
    <message>
        <source>late</source>
        <translation>Quá hạn</translation>
    </message>
    <message>
        <source>Handed in</source>
        <translation>Nộp bằng cách</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>By post</source>
        <translation>Qua bưu chính</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>Trực tuyến</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Trả kết quả</translation>
    </message>
    <message>
        <source>At the desk</source>
        <translation>Tại quầy</translation>
    </message>
    <message>
        <source>Electronic</source>
        <translation>Bản điện tử</translation>
    </message>
    <message>
        <source>Send the result to</source>
        <translation>Gửi kết quả tới</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Trích yếu</translation>
    </message>
    <message>
        <source>Why on paper</source>
        <translation>Lý do nhận bản giấy</translation>
    </message>
    <message>
        <source>Why it is entered late</source>
        <translation>Lý do nhập muộn</translation>
    </message>
</context>
<context>
    <name>ClockPanel</name>
    <message>
        <source>Time limit</source>
        <translation>Thời hạn</translation>
    </message>
    <message>
        <source>How it was counted</source>
        <translation>Cách tính thời hạn</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Vì sao</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Thu gọn</translation>
    </message>
</context>
<context>
    <name>ClockSayings</name>
    <message>
        <source>Not started: the dossier has no code yet</source>
        <translation>Chưa tính: hồ sơ chưa có mã</translation>
    </message>
    <message>
        <source>Closed: the papers did not come</source>
        <translation>Đã đóng: không bổ sung hồ sơ</translation>
    </message>
    <message>
        <source>Stopped at the citizen&apos;s request</source>
        <translation>Dừng theo yêu cầu của công dân</translation>
    </message>
    <message>
        <source>Ended: the dossier is annulled</source>
        <translation>Kết thúc: hồ sơ đã hủy</translation>
    </message>
    <message>
        <source>Due now</source>
        <translation>Hẹn trả hiện nay</translation>
    </message>
    <message>
        <source>First due</source>
        <translation>Hẹn trả ban đầu</translation>
    </message>
    <message>
        <source>Extension</source>
        <translation>Gia hạn</translation>
    </message>
    <message>
        <source>put off once; a second time can&apos;t be</source>
        <translation>đã gia hạn một lần, không gia hạn thêm</translation>
    </message>
    <message>
        <source>promised for {moment}; judged by the due time</source>
        <translation>hẹn lại {moment}; vẫn tính theo ngày hẹn cũ</translation>
    </message>
    <message>
        <source>Apology</source>
        <translation>Xin lỗi</translation>
    </message>
    <message>
        <source>Can be closed from</source>
        <translation>Được đóng hồ sơ từ</translation>
    </message>
    <message>
        <source>until the end of {day}</source>
        <translation>hết {day}</translation>
    </message>
    <message>
        <source>Papers may be asked for</source>
        <translation>Hạn yêu cầu bổ sung</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Xác minh</translation>
    </message>
    <message>
        <source>Payment by the citizen</source>
        <translation>Nghĩa vụ tài chính</translation>
    </message>
    <message>
        <source>Suspension</source>
        <translation>Tạm dừng</translation>
    </message>
    <message>
        <source>Running, overdue</source>
        <translation>Đang chạy, đã quá hạn</translation>
    </message>
    <message>
        <source>Running, due soon</source>
        <translation>Đang chạy, sắp đến hạn</translation>
    </message>
    <message>
        <source>Running, in time</source>
        <translation>Đang chạy, trong hạn</translation>
    </message>
    <message>
        <source>Papers are awaited</source>
        <translation>Chờ bổ sung</translation>
    </message>
    <message>
        <source>Papers are awaited until {day}</source>
        <translation>Chờ bổ sung đến hết {day}</translation>
    </message>
    <message>
        <source>Stands still</source>
        <translation>Đang tạm dừng</translation>
    </message>
    <message>
        <source>Stands still for verification since {moment}</source>
        <translation>Tạm dừng để xác minh từ {moment}</translation>
    </message>
    <message>
        <source>Stands still until the citizen has paid, since {moment}</source>
        <translation>Tạm dừng chờ công dân thực hiện nghĩa vụ tài chính, từ {moment}</translation>
    </message>
    <message>
        <source>Stands still since {moment}</source>
        <translation>Tạm dừng từ {moment}</translation>
    </message>
    <message>
        <source>Resolved before the due day</source>
        <translation>Đã có kết quả trước hạn</translation>
    </message>
    <message>
        <source>Resolved after the due day</source>
        <translation>Đã có kết quả, quá hạn</translation>
    </message>
    <message>
        <source>Resolved in time</source>
        <translation>Đã có kết quả đúng hạn</translation>
    </message>
    <message>
        <source>(provisional)</source>
        <translation>(dự kiến)</translation>
    </message>
    <message>
        <source>{begin} to {end}</source>
        <translation>{begin} đến {end}</translation>
    </message>
</context>
<context>
    <name>CollectForm</name>
    <message>
        <source>Amount</source>
        <translation>Số tiền</translation>
    </message>
    <message>
        <source>Way of paying</source>
        <translation>Hình thức thu</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Tiền mặt</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Chuyển khoản</translation>
    </message>
    <message>
        <source>Collect</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Official receipt</source>
        <translation>Biên lai</translation>
    </message>
</context>
<context>
    <name>ColoursSection</name>
    <message>
        <source>Colours</source>
        <translation>Màu</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>What do you want to do? Type without tone marks</source>
        <translation>Cần làm gì? Gõ không cần dấu</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Lệnh</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Các lệnh</translation>
    </message>
    <message>
        <source>Nothing is called so.</source>
        <translation>Không có lệnh hay thủ tục nào như vậy.</translation>
    </message>
</context>
<context>
    <name>ConfidenceWords</name>
    <message>
        <source>compared</source>
        <translation>đã đối chiếu</translation>
    </message>
    <message>
        <source>partly compared</source>
        <translation>chưa đối chiếu đủ</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>chưa đối chiếu</translation>
    </message>
</context>
<context>
    <name>CopyPlace</name>
    <message>
        <source>No second copy is kept</source>
        <translation>Chưa có bản sao thứ hai</translation>
    </message>
    <message>
        <source>Folder on a stick or another machine</source>
        <translation>Thư mục trên USB hoặc máy khác</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Cụm mật khẩu</translation>
    </message>
    <message>
        <source>With it another counter can open the copy, too</source>
        <translation>Nếu đặt, quầy khác cũng mở được bản sao</translation>
    </message>
    <message>
        <source>Copy there</source>
        <translation>Sao vào đó</translation>
    </message>
    <message>
        <source>Copy no more</source>
        <translation>Thôi sao</translation>
    </message>
    <message>
        <source>Folder of the second copy</source>
        <translation>Thư mục của bản sao thứ hai</translation>
    </message>
    <message>
        <source>Choose a folder.</source>
        <translation>Hãy chọn thư mục.</translation>
    </message>
</context>
<context>
    <name>CopyWords</name>
    <message>
        <source>No second copy is kept</source>
        <translation>Chưa có bản sao thứ hai</translation>
    </message>
    <message>
        <source>An administrator chooses a stick or a shared folder in the settings.</source>
        <translation>Quản trị chọn USB hoặc thư mục chia sẻ ở trang Cài đặt.</translation>
    </message>
    <message>
        <source>The folder holds work that this counter does not know</source>
        <translation>Thư mục có việc mà quầy này chưa biết</translation>
    </message>
    <message>
        <source>Take it in: it may come from before this machine was set up anew.</source>
        <translation>Hãy nhận vào: có thể là việc từ trước khi cài lại máy này.</translation>
    </message>
    <message>
        <source>Everything unsent is copied</source>
        <translation>Đã sao mọi việc chưa gửi</translation>
    </message>
    <message>
        <source>The place of the second copy is out of reach</source>
        <translation>Không tới được nơi sao</translation>
    </message>
    <message>
        <source>1 record has no second copy yet</source>
        <translation>1 việc chưa có bản sao</translation>
    </message>
    <message>
        <source>{count} records have no second copy yet</source>
        <translation>{count} việc chưa có bản sao</translation>
    </message>
</context>
<context>
    <name>CorrectForm</name>
    <message>
        <source>Correct the dossier</source>
        <translation>Sửa thông tin hồ sơ</translation>
    </message>
    <message>
        <source>Why it is corrected</source>
        <translation>Lý do sửa</translation>
    </message>
    <message>
        <source>Record the correction</source>
        <translation>Ghi việc sửa</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Date of birth: {problem}</source>
        <translation>Ngày sinh: {problem}</translation>
    </message>
</context>
<context>
    <name>DayBar</name>
    <message>
        <source>{count} wait for their code</source>
        <translation>{count} chờ cấp mã</translation>
    </message>
    <message>
        <source>{count} wait to be sent</source>
        <translation>{count} chờ gửi</translation>
    </message>
    <message>
        <source>{count} to be settled</source>
        <translation>{count} cần xử lý</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Đang đọc …</translation>
    </message>
    <message>
        <source>{shown} of {count} dossiers</source>
        <translation>{shown} trong {count} hồ sơ</translation>
    </message>
    <message>
        <source>1 dossier</source>
        <translation>1 hồ sơ</translation>
    </message>
    <message>
        <source>{count} dossiers</source>
        <translation>{count} hồ sơ</translation>
    </message>
    <message>
        <source>Previous day</source>
        <translation>Ngày trước</translation>
    </message>
    <message>
        <source>Next day</source>
        <translation>Ngày sau</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>Filter this day</source>
        <translation>Lọc trong ngày</translation>
    </message>
</context>
<context>
    <name>DayModel</name>
    <message>
        <source>Time</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Dossier code</source>
        <translation>Mã hồ sơ</translation>
    </message>
    <message>
        <source>Owner of the dossier</source>
        <translation>Chủ hồ sơ</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Hẹn trả</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Phí, lệ phí</translation>
    </message>
    <message>
        <source>Prints</source>
        <translation>Giấy</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Gửi</translation>
    </message>
    <message>
        <source>when it has its code</source>
        <translation>khi có mã</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Đã thu</translation>
    </message>
    <message>
        <source>{collected} of {total} collected</source>
        <translation>Đã thu {collected} trong {total}</translation>
    </message>
</context>
<context>
    <name>DayWords</name>
    <message>
        <source>Monday</source>
        <translation>thứ Hai</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>thứ Ba</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>thứ Tư</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>thứ Năm</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>thứ Sáu</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>thứ Bảy</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Chủ nhật</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>T2</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>T3</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>T4</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>T5</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>T6</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>T7</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>CN</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hôm nay</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>hôm qua</translation>
    </message>
    <message>
        <source>1 working day left</source>
        <translation>còn 1 ngày làm việc</translation>
    </message>
    <message>
        <source>{count} working days left</source>
        <translation>còn {count} ngày làm việc</translation>
    </message>
    <message>
        <source>1 day left</source>
        <translation>còn 1 ngày</translation>
    </message>
    <message>
        <source>{count} days left</source>
        <translation>còn {count} ngày</translation>
    </message>
    <message>
        <source>1 hour left</source>
        <translation>còn 1 giờ</translation>
    </message>
    <message>
        <source>{count} hours left</source>
        <translation>còn {count} giờ</translation>
    </message>
    <message>
        <source>1 minute left</source>
        <translation>còn 1 phút</translation>
    </message>
    <message>
        <source>{count} minutes left</source>
        <translation>còn {count} phút</translation>
    </message>
    <message>
        <source>1 working day overdue</source>
        <translation>quá hạn 1 ngày làm việc</translation>
    </message>
    <message>
        <source>{count} working days overdue</source>
        <translation>quá hạn {count} ngày làm việc</translation>
    </message>
    <message>
        <source>1 day overdue</source>
        <translation>quá hạn 1 ngày</translation>
    </message>
    <message>
        <source>{count} days overdue</source>
        <translation>quá hạn {count} ngày</translation>
    </message>
    <message>
        <source>1 hour overdue</source>
        <translation>quá hạn 1 giờ</translation>
    </message>
    <message>
        <source>{count} hours overdue</source>
        <translation>quá hạn {count} giờ</translation>
    </message>
    <message>
        <source>1 minute overdue</source>
        <translation>quá hạn 1 phút</translation>
    </message>
    <message>
        <source>{count} minutes overdue</source>
        <translation>quá hạn {count} phút</translation>
    </message>
</context>
<context>
    <name>DeleteQuestion</name>
    <message>
        <source>What was typed can&apos;t be brought back.</source>
        <translation>Nội dung đã gõ sẽ không lấy lại được.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>Bỏ hồ sơ này</translation>
    </message>
</context>
<context>
    <name>DemonstrationBanner</name>
    <message>
        <source>DEMONSTRATION · every person is fictitious · sign in as {name}, password {password}</source>
        <translation>BẢN MINH HỌA · mọi người đều là giả định · tên đăng nhập {name}, mật khẩu {password}</translation>
    </message>
    <message>
        <source>DEMONSTRATION · every person is fictitious, nothing here is real</source>
        <translation>BẢN MINH HỌA · mọi người và hồ sơ ở đây đều là giả định</translation>
    </message>
</context>
<context>
    <name>DeskNotices</name>
    <message>
        <source>The program made a mistake ({what}).</source>
        <translation>Chương trình vừa làm sai một việc ({what}).</translation>
    </message>
    <message>
        <source>What was saved is still there. If it comes back, tell the administrator.</source>
        <translation>Điều đã lưu vẫn còn. Nếu lặp lại thì báo quản trị.</translation>
    </message>
    <message>
        <source>Show the queue</source>
        <translation>Xem hàng chờ</translation>
    </message>
    <message>
        <source>Is it really {time}?</source>
        <translation>Bây giờ đúng là {time}?</translation>
    </message>
    <message>
        <source>The clock may be wrong, so no dossier gets a number for the moment.</source>
        <translation>Đồng hồ máy có thể sai nên tạm thời chưa cấp mã hồ sơ.</translation>
    </message>
    <message>
        <source>The time is right</source>
        <translation>Ngày giờ đúng</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is {time} fast</source>
        <translation>Đồng hồ máy này nhanh {time}</translation>
    </message>
    <message>
        <source>This machine&apos;s clock is {time} slow</source>
        <translation>Đồng hồ máy này chậm {time}</translation>
    </message>
    <message>
        <source>Set it right: receipts bear its time. The order of the work does not change.</source>
        <translation>Hãy chỉnh lại giờ: giấy tiếp nhận ghi theo đồng hồ này. Thứ tự công việc không thay đổi.</translation>
    </message>
    <message>
        <source>{count} minutes</source>
        <translation>{count} phút</translation>
    </message>
    <message>
        <source>{count} hours</source>
        <translation>{count} giờ</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} ngày</translation>
    </message>
</context>
<context>
    <name>DeskPages</name>
    <message>
        <source>Reception</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>new dossier</source>
        <translation>hồ sơ mới</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hôm nay</translation>
    </message>
    <message>
        <source>list of dossiers received</source>
        <translation>danh sách hồ sơ đã nhận trong ngày</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Hồ sơ lưu tạm</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>Hàng chờ gửi</translation>
    </message>
    <message>
        <source>set aside, to be settled</source>
        <translation>cần xử lý, gửi lại</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Tài khoản</translation>
    </message>
    <message>
        <source>officers, passwords</source>
        <translation>cán bộ, mật khẩu, vai trò</translation>
    </message>
    <message>
        <source>Law&apos;s data</source>
        <translation>Dữ liệu pháp luật</translation>
    </message>
    <message>
        <source>catalogue, calendar, fees, units, import</source>
        <translation>danh mục, lịch, mức thu, đơn vị hành chính, nhập</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>printer, password, light or dark</source>
        <translation>máy in, mật khẩu, giao diện sáng tối</translation>
    </message>
</context>
<context>
    <name>DeskWords</name>
    <message>
        <source>On {moment}</source>
        <translation>Lúc {moment}</translation>
    </message>
    <message>
        <source>Refused at the counter</source>
        <translation>Từ chối tiếp nhận</translation>
    </message>
    <message>
        <source>Handed over to {unit}</source>
        <translation>Bàn giao cho {unit}</translation>
    </message>
    <message>
        <source>Taken over by {name}</source>
        <translation>Người nhận: {name}</translation>
    </message>
    <message>
        <source>Originals given back to {name}</source>
        <translation>Trả lại bản chính cho {name}</translation>
    </message>
    <message>
        <source>Result given to {name}</source>
        <translation>Trả kết quả cho {name}</translation>
    </message>
    <message>
        <source>Given back: {name}</source>
        <translation>Trả lại: {name}</translation>
    </message>
    <message>
        <source>A close relative</source>
        <translation>Người thân nhận thay</translation>
    </message>
    <message>
        <source>Authorised by: {document}</source>
        <translation>Theo ủy quyền: {document}</translation>
    </message>
    <message>
        <source>By post</source>
        <translation>Qua bưu chính</translation>
    </message>
    <message>
        <source>Electronically</source>
        <translation>Bản điện tử</translation>
    </message>
    <message>
        <source>Without the receipt, identified by {number}</source>
        <translation>Không có giấy tiếp nhận, giấy tờ số {number}</translation>
    </message>
    <message>
        <source>{name}, number {number}</source>
        <translation>{name}, số {number}</translation>
    </message>
    <message>
        <source>Certified: {name}</source>
        <translation>Chứng thực: {name}</translation>
    </message>
    <message>
        <source>{count} papers certified</source>
        <translation>Chứng thực {count} giấy tờ</translation>
    </message>
    <message>
        <source>Signed by {name}</source>
        <translation>Người ký: {name}</translation>
    </message>
    <message>
        <source>number {number} of {book}, {year}</source>
        <translation>số {number}, quyển {book}, năm {year}</translation>
    </message>
</context>
<context>
    <name>DifferenceModel</name>
    <message>
        <source>What</source>
        <translation>Loại</translation>
    </message>
    <message>
        <source>Code, day</source>
        <translation>Mã, ngày</translation>
    </message>
    <message>
        <source>Concerns</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Trước</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Sau</translation>
    </message>
</context>
<context>
    <name>DifferenceView</name>
    <message>
        <source>Difference</source>
        <translation>Khác biệt</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Không có khác biệt</translation>
    </message>
    <message>
        <source>All that the file says is in force here already.</source>
        <translation>Mọi điều trong tệp đều đang áp dụng.</translation>
    </message>
    <message>
        <source>nothing changes</source>
        <translation>không có gì thay đổi</translation>
    </message>
</context>
<context>
    <name>DoneStep</name>
    <message>
        <source>The counter is ready</source>
        <translation>Quầy đã sẵn sàng</translation>
    </message>
    <message>
        <source>You are signed in. Receiving begins with F2.</source>
        <translation>Bạn đã đăng nhập. Bấm F2 để tiếp nhận hồ sơ.</translation>
    </message>
    <message>
        <source>Before the first citizen:</source>
        <translation>Trước khi đón người dân đầu tiên:</translation>
    </message>
    <message>
        <source>Choose a printer under Settings.</source>
        <translation>Chọn máy in ở mục Cài đặt.</translation>
    </message>
    <message>
        <source>Add your colleagues under Accounts, each with an own password.</source>
        <translation>Thêm đồng nghiệp ở mục Tài khoản, mỗi người một mật khẩu.</translation>
    </message>
    <message>
        <source>Make a backup with a passphrase, and keep it away from this machine.</source>
        <translation>Sao lưu có cụm mật khẩu, cất ở nơi khác ngoài máy này.</translation>
    </message>
    <message>
        <source>Start working</source>
        <translation>Vào làm việc</translation>
    </message>
</context>
<context>
    <name>DossierHead</name>
    <message>
        <source>Reprint {count}</source>
        <translation>In lại lần {count}</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>The due time is counted when it has its code</source>
        <translation>Ngày hẹn tính khi có mã</translation>
    </message>
    <message>
        <source>The clock stands still, the due time is open</source>
        <translation>Đang tạm dừng tính thời hạn, chưa có ngày hẹn</translation>
    </message>
    <message>
        <source>No day is promised</source>
        <translation>Không hẹn ngày trả</translation>
    </message>
    <message>
        <source>Due at {moment}</source>
        <translation>Hẹn trả {moment}</translation>
    </message>
    <message>
        <source>(provisional)</source>
        <translation>(dự kiến)</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Chép mã</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Xem trước</translation>
    </message>
    <message>
        <source>Correct the data</source>
        <translation>Sửa thông tin</translation>
    </message>
    <message>
        <source>Print papers…</source>
        <translation>In giấy tờ…</translation>
    </message>
    <message>
        <source>The code was copied</source>
        <translation>Đã chép mã</translation>
    </message>
</context>
<context>
    <name>DossierPage</name>
    <message>
        <source>The correction is not recorded yet</source>
        <translation>Chưa ghi việc sửa</translation>
    </message>
    <message>
        <source>Record it, or leave it with Esc.</source>
        <translation>Ghi lại, hoặc Esc để bỏ.</translation>
    </message>
    <message>
        <source>No dossier is open</source>
        <translation>Chưa mở hồ sơ nào</translation>
    </message>
    <message>
        <source>F3 finds one by name, code or number; a scan opens it.</source>
        <translation>F3 để tìm theo tên, mã, số định danh; quét mã là mở.</translation>
    </message>
    <message>
        <source>The correction is recorded</source>
        <translation>Đã ghi việc sửa</translation>
    </message>
    <message>
        <source>{amount} collected</source>
        <translation>Đã thu {amount}</translation>
    </message>
</context>
<context>
    <name>DossierView</name>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
</context>
<context>
    <name>DossierWords</name>
    <message>
        <source>none: {reason}</source>
        <translation>không có: {reason}</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>In person</source>
        <translation>Trực tiếp</translation>
    </message>
    <message>
        <source>By post</source>
        <translation>Qua bưu chính</translation>
    </message>
    <message>
        <source>Through the public service portal</source>
        <translation>Trực tuyến, qua Cổng dịch vụ công</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Tại quầy</translation>
    </message>
    <message>
        <source>Electronically</source>
        <translation>Bản điện tử</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Xuất trình</translation>
    </message>
    <message>
        <source>{count} original</source>
        <translation>{count} bản chính</translation>
    </message>
    <message>
        <source>{count} certified copy</source>
        <translation>{count} bản chứng thực</translation>
    </message>
    <message>
        <source>{count} photocopy</source>
        <translation>{count} bản photo</translation>
    </message>
    <message>
        <source>Given in</source>
        <translation>Đã nộp</translation>
    </message>
    <message>
        <source>Looked up</source>
        <translation>Đã tra cứu</translation>
    </message>
    <message>
        <source>Looked up: missing or different</source>
        <translation>Tra cứu: không có hoặc khác</translation>
    </message>
    <message>
        <source>Look-up still to come</source>
        <translation>Chờ tra cứu</translation>
    </message>
</context>
<context>
    <name>DraftModel</name>
    <message>
        <source>Submitter</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Bắt đầu lúc</translation>
    </message>
    <message>
        <source>Begun by</source>
        <translation>Người bắt đầu</translation>
    </message>
    <message>
        <source>No name yet</source>
        <translation>Chưa có tên</translation>
    </message>
    <message>
        <source>No procedure yet</source>
        <translation>Chưa chọn thủ tục</translation>
    </message>
    <message>
        <source>{moment} · an earlier day</source>
        <translation>{moment} · ngày trước</translation>
    </message>
</context>
<context>
    <name>DraftsPage</name>
    <message>
        <source>16:30 Wednesday 25/11 · an earlier day</source>
        <translation>16:30 Chủ nhật 25/11 · ngày trước</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Hồ sơ lưu tạm</translation>
    </message>
    <message>
        <source>No dossier is kept as a draft</source>
        <translation>Không có hồ sơ lưu tạm</translation>
    </message>
    <message>
        <source>What is typed in the reception is kept here until it is received.</source>
        <translation>Hồ sơ đang gõ được giữ ở đây cho đến khi tiếp nhận.</translation>
    </message>
    <message>
        <source>Go on with it</source>
        <translation>Làm tiếp</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Bỏ</translation>
    </message>
    <message>
        <source>1 dossier</source>
        <translation>1 hồ sơ</translation>
    </message>
    <message>
        <source>{count} dossiers</source>
        <translation>{count} hồ sơ</translation>
    </message>
    <message>
        <source>Throw away the draft of {name}?</source>
        <translation>Bỏ hồ sơ lưu tạm của {name}?</translation>
    </message>
    <message>
        <source>Throw away this draft?</source>
        <translation>Bỏ hồ sơ lưu tạm này?</translation>
    </message>
</context>
<context>
    <name>DueBlock</name>
    <message>
        <source>No day is promised</source>
        <translation>Không hẹn ngày trả</translation>
    </message>
    <message>
        <source>Day of the result</source>
        <translation>Ngày hẹn trả</translation>
    </message>
    <message>
        <source>Expected day of the result</source>
        <translation>Dự kiến trả kết quả</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Vì sao</translation>
    </message>
    <message>
        <source>Provisional: the days off of that year are not decided yet</source>
        <translation>Dự kiến: lịch nghỉ năm đó chưa có quyết định</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Thu gọn</translation>
    </message>
</context>
<context>
    <name>EmptySection</name>
    <message>
        <source>Nothing there</source>
        <translation>Khi chưa có gì</translation>
    </message>
    <message>
        <source>No dossier today yet</source>
        <translation>Hôm nay chưa có hồ sơ</translation>
    </message>
    <message>
        <source>Scan an identity card, or press F2.</source>
        <translation>Quét thẻ căn cước, hoặc nhấn F2.</translation>
    </message>
    <message>
        <source>New dossier</source>
        <translation>Hồ sơ mới</translation>
    </message>
</context>
<context>
    <name>EnrolStep</name>
    <message>
        <source>Enrol this counter</source>
        <translation>Ghi danh quầy</translation>
    </message>
    <message>
        <source>The code is good for one counter. It does not matter how dashes are typed.</source>
        <translation>Mỗi mã dùng cho một quầy. Gõ có hay không có dấu gạch đều được.</translation>
    </message>
    <message>
        <source>Enrolment code</source>
        <translation>Mã ghi danh</translation>
    </message>
    <message>
        <source>Name of this counter</source>
        <translation>Tên quầy</translation>
    </message>
    <message>
        <source>As people call it; it is printed on receipts</source>
        <translation>Như mọi người vẫn gọi; được in trên giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Counter 1</source>
        <translation>Quầy 1</translation>
    </message>
    <message>
        <source>Introducing the counter to the central system…</source>
        <translation>Đang ghi danh với hệ thống trung tâm…</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>Ghi danh</translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <source>Receiving</source>
        <translation>Tiếp nhận</translation>
    </message>
    <message>
        <source>Giving the code</source>
        <translation>Cấp mã</translation>
    </message>
    <message>
        <source>Scanned pages</source>
        <translation>Trang số hóa</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>In giấy</translation>
    </message>
    <message>
        <source>Collecting fees</source>
        <translation>Thu phí, lệ phí</translation>
    </message>
    <message>
        <source>Giving fees back</source>
        <translation>Hoàn phí</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>Sửa thông tin</translation>
    </message>
    <message>
        <source>Change of the procedure</source>
        <translation>Đổi thủ tục</translation>
    </message>
    <message>
        <source>Annulment</source>
        <translation>Hủy hồ sơ</translation>
    </message>
    <message>
        <source>Handing to the supervisor</source>
        <translation>Chuyển Lãnh đạo Trung tâm</translation>
    </message>
    <message>
        <source>Asking for papers</source>
        <translation>Yêu cầu bổ sung</translation>
    </message>
    <message>
        <source>Papers added</source>
        <translation>Đã bổ sung giấy tờ</translation>
    </message>
    <message>
        <source>Suspension</source>
        <translation>Tạm dừng</translation>
    </message>
    <message>
        <source>End of a suspension</source>
        <translation>Hết tạm dừng</translation>
    </message>
    <message>
        <source>Extension of the due time</source>
        <translation>Gia hạn</translation>
    </message>
    <message>
        <source>Apology</source>
        <translation>Xin lỗi</translation>
    </message>
    <message>
        <source>Result of the processing</source>
        <translation>Kết quả giải quyết</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Đóng hồ sơ</translation>
    </message>
    <message>
        <source>Stop at the citizen&apos;s request</source>
        <translation>Dừng theo yêu cầu của công dân</translation>
    </message>
    <message>
        <source>Refusal at the counter</source>
        <translation>Từ chối tiếp nhận</translation>
    </message>
    <message>
        <source>Handing over</source>
        <translation>Bàn giao hồ sơ</translation>
    </message>
    <message>
        <source>Giving the result</source>
        <translation>Trả kết quả</translation>
    </message>
    <message>
        <source>Certification</source>
        <translation>Chứng thực</translation>
    </message>
    <message>
        <source>Something that this version does not know</source>
        <translation>Việc mà bản này chưa biết</translation>
    </message>
    <message>
        <source>{field} of the {person}</source>
        <translation>{field} của {person}</translation>
    </message>
    <message>
        <source>submitter</source>
        <translation>người nộp</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>chủ hồ sơ</translation>
    </message>
    <message>
        <source>authoriser</source>
        <translation>người ủy quyền</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Giới tính</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>Mail address</source>
        <translation>Thư điện tử</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Trích yếu</translation>
    </message>
    <message>
        <source>Where the result goes</source>
        <translation>Nơi trả kết quả</translation>
    </message>
    <message>
        <source>Sets of papers</source>
        <translation>Số bộ</translation>
    </message>
</context>
<context>
    <name>FeeBlock</name>
    <message>
        <source>No fee</source>
        <translation>Không thu</translation>
    </message>
    <message>
        <source>The amount is not configured at this desk</source>
        <translation>Theo nghị quyết HĐND cấp tỉnh, quầy chưa có mức thu</translation>
    </message>
    <message>
        <source>Nothing to pay</source>
        <translation>Không phải nộp</translation>
    </message>
</context>
<context>
    <name>FeesPanel</name>
    <message>
        <source>Fees</source>
        <translation>Phí, lệ phí</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Cộng</translation>
    </message>
    <message>
        <source>Collected</source>
        <translation>Đã thu</translation>
    </message>
    <message>
        <source>Given back</source>
        <translation>Đã hoàn</translation>
    </message>
    <message>
        <source>Official receipt {number}</source>
        <translation>Biên lai số {number}</translation>
    </message>
    <message>
        <source>serial {text}</source>
        <translation>ký hiệu {text}</translation>
    </message>
    <message>
        <source>template {text}</source>
        <translation>mẫu số {text}</translation>
    </message>
    <message>
        <source>issued by {text}</source>
        <translation>do {text} cấp</translation>
    </message>
    <message>
        <source>Counted when it has its code</source>
        <translation>Tính khi có mã</translation>
    </message>
    <message>
        <source>The amount is not configured at this desk</source>
        <translation>Theo nghị quyết HĐND cấp tỉnh, quầy chưa có mức thu</translation>
    </message>
    <message>
        <source>No fees</source>
        <translation>Không thu phí, lệ phí</translation>
    </message>
    <message>
        <source>Paid in full</source>
        <translation>Đã thu đủ</translation>
    </message>
    <message>
        <source>{amount} still to be collected</source>
        <translation>Còn phải thu {amount}</translation>
    </message>
    <message>
        <source>Collect fees</source>
        <translation>Thu phí, lệ phí</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>required</source>
        <translation>bắt buộc</translation>
    </message>
</context>
<context>
    <name>FieldsSection</name>
    <message>
        <source>Fields</source>
        <translation>Ô nhập</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Identity number</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>12 digits are needed, there are 10</source>
        <translation>Cần 12 chữ số, mới có 10</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>For a message when the result is ready</source>
        <translation>Để nhắn tin khi có kết quả</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>day/month/year</source>
        <translation>ngày/tháng/năm</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>The card says another commune than the one that this desk belongs to: ask for the residence, then go on.</source>
        <translation>Thẻ ghi xã khác với xã của quầy này: hỏi lại nơi cư trú rồi làm tiếp.</translation>
    </message>
    <message>
        <source>Dossier code</source>
        <translation>Mã hồ sơ</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Chủ hồ sơ</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Đang bật Caps Lock</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Set up this counter</source>
        <translation>Thiết lập quầy</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Choose a printer later</source>
        <translation>Chọn máy in sau</translation>
    </message>
    <message>
        <source>not chosen yet</source>
        <translation>chưa chọn</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Cơ quan</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Quầy</translation>
    </message>
    <message>
        <source>Central system</source>
        <translation>Hệ thống trung tâm</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>Cán bộ tiếp nhận</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Components</source>
        <translation>Thành phần giao diện</translation>
    </message>
    <message>
        <source>Every part of the window, in every state.</source>
        <translation>Mọi phần của cửa sổ, ở mọi trạng thái.</translation>
    </message>
</context>
<context>
    <name>GivenPassword</name>
    <message>
        <source>Temporary password</source>
        <translation>Mật khẩu tạm</translation>
    </message>
    <message>
        <source>Good for one sign-in, then the officer chooses an own one</source>
        <translation>Dùng để đăng nhập một lần, rồi cán bộ tự đặt mật khẩu</translation>
    </message>
    <message>
        <source>Give this password</source>
        <translation>Đặt mật khẩu này</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Bỏ qua</translation>
    </message>
    <message>
        <source>Write it down or tell it now: it is not shown again.</source>
        <translation>Ghi lại hoặc báo ngay, vì sẽ không hiện lại.</translation>
    </message>
</context>
<context>
    <name>HandOverForm</name>
    <message>
        <source>Note for the supervisor</source>
        <translation>Ghi chú cho Lãnh đạo</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>Chuyển</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Say what the supervisor should know.</source>
        <translation>Hãy ghi điều Lãnh đạo Trung tâm cần biết.</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>One-stop counter</source>
        <translation>Quầy một cửa</translation>
    </message>
</context>
<context>
    <name>HelpCard</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>Phím của trang này</translation>
    </message>
    <message>
        <source>Keys everywhere</source>
        <translation>Phím ở mọi trang</translation>
    </message>
</context>
<context>
    <name>HelpTexts</name>
    <message>
        <source>new dossier</source>
        <translation>hồ sơ mới</translation>
    </message>
    <message>
        <source>search: name, number, dossier code</source>
        <translation>tìm theo tên, số định danh, mã hồ sơ</translation>
    </message>
    <message>
        <source>today&apos;s dossiers</source>
        <translation>hồ sơ hôm nay</translation>
    </message>
    <message>
        <source>every command, found by typing</source>
        <translation>gõ để tìm mọi lệnh</translation>
    </message>
    <message>
        <source>lock the counter</source>
        <translation>khóa quầy</translation>
    </message>
    <message>
        <source>another officer takes over</source>
        <translation>đổi cán bộ</translation>
    </message>
    <message>
        <source>back, close</source>
        <translation>quay lại, đóng</translation>
    </message>
    <message>
        <source>next field that matters</source>
        <translation>ô cần điền tiếp theo</translation>
    </message>
    <message>
        <source>name the owner; Shift+F5 the authoriser</source>
        <translation>ghi chủ hồ sơ; Shift+F5: người ủy quyền</translation>
    </message>
    <message>
        <source>look at the paper before printing</source>
        <translation>xem trước tờ giấy</translation>
    </message>
    <message>
        <source>go to the next problem</source>
        <translation>tới chỗ cần sửa tiếp theo</translation>
    </message>
    <message>
        <source>receive and print</source>
        <translation>tiếp nhận và in</translation>
    </message>
    <message>
        <source>print the last receipt again</source>
        <translation>in lại giấy tiếp nhận vừa rồi</translation>
    </message>
    <message>
        <source>why the result is due on that day</source>
        <translation>vì sao hẹn trả ngày đó</translation>
    </message>
    <message>
        <source>Scan the identity card anywhere: the person&apos;s fields are filled in.</source>
        <translation>Quét thẻ căn cước ở bất cứ đâu: các ô của người nộp được điền sẵn.</translation>
    </message>
    <message>
        <source>Type a few letters of the procedure, without tone marks; Enter takes it.</source>
        <translation>Gõ vài chữ của tên thủ tục, không cần dấu; Enter để chọn.</translation>
    </message>
    <message>
        <source>Everything typed is kept as a draft; nothing is lost when you leave.</source>
        <translation>Mọi chữ đã gõ được lưu tạm; rời trang không mất gì.</translation>
    </message>
    <message>
        <source>open the dossier</source>
        <translation>mở hồ sơ</translation>
    </message>
    <message>
        <source>print again</source>
        <translation>in lại</translation>
    </message>
    <message>
        <source>another day</source>
        <translation>ngày khác</translation>
    </message>
    <message>
        <source>Everything that this desk received today, the newest on top.</source>
        <translation>Mọi hồ sơ quầy nhận trong ngày, mới nhất ở trên.</translation>
    </message>
    <message>
        <source>Scan a receipt&apos;s barcode to open its dossier.</source>
        <translation>Quét mã vạch trên giấy tiếp nhận để mở hồ sơ.</translation>
    </message>
    <message>
        <source>A dossier without a number gets it by itself once there is a network.</source>
        <translation>Hồ sơ chờ cấp mã tự có mã khi có mạng.</translation>
    </message>
    <message>
        <source>take the fee</source>
        <translation>thu phí, lệ phí</translation>
    </message>
    <message>
        <source>look at the paper</source>
        <translation>xem tờ giấy</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>sửa</translation>
    </message>
    <message>
        <source>print another paper</source>
        <translation>in giấy tờ khác</translation>
    </message>
    <message>
        <source>back to the list</source>
        <translation>về danh sách</translation>
    </message>
    <message>
        <source>Each look at a dossier is written down, with your name.</source>
        <translation>Mỗi lần xem hồ sơ đều được ghi vào nhật ký, kèm tên cán bộ.</translation>
    </message>
    <message>
        <source>What is printed stays as it is; a wrong phone or address is corrected.</source>
        <translation>Điều đã in thì giữ nguyên; điện thoại, địa chỉ ghi sai thì sửa được.</translation>
    </message>
    <message>
        <source>A paper printed again says so, and how many times.</source>
        <translation>Giấy in lại mang dòng “In lại lần n”.</translation>
    </message>
    <message>
        <source>go on with the draft</source>
        <translation>làm tiếp hồ sơ lưu tạm</translation>
    </message>
    <message>
        <source>move in the list</source>
        <translation>chọn dòng</translation>
    </message>
    <message>
        <source>Dossiers that were begun and not received yet.</source>
        <translation>Những hồ sơ đã bắt đầu mà chưa tiếp nhận.</translation>
    </message>
    <message>
        <source>Every officer of this counter can go on with them.</source>
        <translation>Cán bộ nào của quầy cũng làm tiếp được.</translation>
    </message>
    <message>
        <source>A draft counts as handed in when it was begun; you can change that.</source>
        <translation>Giờ nộp tính từ lúc bắt đầu hồ sơ lưu tạm; có thể đổi.</translation>
    </message>
    <message>
        <source>send now</source>
        <translation>gửi ngay</translation>
    </message>
    <message>
        <source>What waits is sent by itself as soon as there is a network.</source>
        <translation>Việc chờ gửi tự gửi ngay khi có mạng.</translation>
    </message>
    <message>
        <source>What has to be settled names its reason and what can be done.</source>
        <translation>Việc cần xử lý ghi rõ vì sao và làm gì tiếp.</translation>
    </message>
    <message>
        <source>Receiving goes on meanwhile; nothing here holds up the counter.</source>
        <translation>Trong lúc đó vẫn tiếp nhận bình thường.</translation>
    </message>
    <message>
        <source>open the account</source>
        <translation>mở tài khoản</translation>
    </message>
    <message>
        <source>Who may sign in at this counter, and what each may do.</source>
        <translation>Ai được đăng nhập ở quầy này, mỗi người được làm gì.</translation>
    </message>
    <message>
        <source>A password that you give must be changed at the next sign-in.</source>
        <translation>Mật khẩu được cấp phải đổi ở lần đăng nhập sau.</translation>
    </message>
    <message>
        <source>One administrator always stays.</source>
        <translation>Quầy luôn còn ít nhất một quản trị.</translation>
    </message>
    <message>
        <source>import from a file</source>
        <translation>nhập từ tệp</translation>
    </message>
    <message>
        <source>show the difference</source>
        <translation>xem khác biệt</translation>
    </message>
    <message>
        <source>apply what is shown</source>
        <translation>áp dụng khác biệt đang xem</translation>
    </message>
    <message>
        <source>leave the import</source>
        <translation>thôi nhập</translation>
    </message>
    <message>
        <source>What this desk decides by: procedures, calendar, fees, units.</source>
        <translation>Căn cứ làm việc của quầy: thủ tục, lịch, mức thu, đơn vị hành chính.</translation>
    </message>
    <message>
        <source>An import is shown first; only what you have seen is written.</source>
        <translation>Xem khác biệt trước; chỉ ghi đúng những gì đã xem.</translation>
    </message>
    <message>
        <source>Receipts that were handed out keep their dates and amounts.</source>
        <translation>Giấy tiếp nhận đã trao giữ nguyên ngày hẹn và số tiền.</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>ô tiếp theo</translation>
    </message>
    <message>
        <source>The printer of this counter, and how the window looks.</source>
        <translation>Máy in của quầy, giao diện sáng hay tối.</translation>
    </message>
    <message>
        <source>Print a test page after choosing a printer.</source>
        <translation>Chọn máy in xong thì in thử một trang.</translation>
    </message>
    <message>
        <source>What changes here is written down, with your name.</source>
        <translation>Mỗi thay đổi ở đây được ghi vào nhật ký, kèm tên cán bộ.</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>Lịch sử</translation>
    </message>
    <message>
        <source>{count} earlier entries</source>
        <translation>{count} việc trước đó</translation>
    </message>
    <message>
        <source>another counter</source>
        <translation>quầy khác</translation>
    </message>
    <message>
        <source>waits to be sent</source>
        <translation>chờ gửi</translation>
    </message>
</context>
<context>
    <name>HistoryWords</name>
    <message>
        <source>Not accepted</source>
        <translation>Không tiếp nhận</translation>
    </message>
    <message>
        <source>Typed in later: {reason}</source>
        <translation>Nhập sau ngày nhận: {reason}</translation>
    </message>
    <message>
        <source>Received the dossier</source>
        <translation>Tiếp nhận hồ sơ</translation>
    </message>
    <message>
        <source>Code {code}</source>
        <translation>Cấp mã {code}</translation>
    </message>
    <message>
        <source>Paid by {name}</source>
        <translation>Người nộp tiền: {name}</translation>
    </message>
    <message>
        <source>Corrected: {reason}</source>
        <translation>Sửa thông tin: {reason}</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>Xem hồ sơ</translation>
    </message>
    <message>
        <source>Due at {moment}</source>
        <translation>Hẹn trả {moment}</translation>
    </message>
    <message>
        <source>1 page of {name}</source>
        <translation>Số hóa 1 trang: {name}</translation>
    </message>
    <message>
        <source>{count} pages of {name}</source>
        <translation>Số hóa {count} trang: {name}</translation>
    </message>
    <message>
        <source>Printed: {paper}</source>
        <translation>In {paper}</translation>
    </message>
    <message>
        <source>Reprint {count}: {paper}</source>
        <translation>In lại lần {count}: {paper}</translation>
    </message>
    <message>
        <source>{amount} collected in cash</source>
        <translation>Thu {amount} tiền mặt</translation>
    </message>
    <message>
        <source>{amount} collected by transfer</source>
        <translation>Thu {amount} chuyển khoản</translation>
    </message>
    <message>
        <source>Official receipt {number}</source>
        <translation>Biên lai số {number}</translation>
    </message>
</context>
<context>
    <name>HitModel</name>
    <message>
        <source>Receive a new dossier of {name}</source>
        <translation>Tiếp nhận hồ sơ mới của {name}</translation>
    </message>
    <message>
        <source>Filled in from the card that was scanned</source>
        <translation>Điền sẵn từ căn cước vừa quét</translation>
    </message>
</context>
<context>
    <name>IconsSection</name>
    <message>
        <source>Icons</source>
        <translation>Biểu tượng</translation>
    </message>
</context>
<context>
    <name>ImportForm</name>
    <message>
        <source>Choose a file.</source>
        <translation>Chọn tệp.</translation>
    </message>
    <message>
        <source>Choose what is in the file.</source>
        <translation>Chọn nội dung tệp.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Chọn…</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>Nội dung tệp</translation>
    </message>
    <message>
        <source>Procedures</source>
        <translation>Thủ tục hành chính</translation>
    </message>
    <message>
        <source>Working calendar</source>
        <translation>Lịch làm việc</translation>
    </message>
    <message>
        <source>Fees of the council</source>
        <translation>Mức thu do HĐND quy định</translation>
    </message>
    <message>
        <source>Administrative units</source>
        <translation>Đơn vị hành chính</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Chọn</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>Kiểu tệp</translation>
    </message>
    <message>
        <source>By its name</source>
        <translation>Theo tên tệp</translation>
    </message>
    <message>
        <source>National database (LayThuTuc)</source>
        <translation>CSDL quốc gia (LayThuTuc)</translation>
    </message>
    <message>
        <source>OpenCPS</source>
        <translation>OpenCPS</translation>
    </message>
    <message>
        <source>A sheet (xlsx, csv)</source>
        <translation>Bảng tính (xlsx, csv)</translation>
    </message>
    <message>
        <source>Counts from</source>
        <translation>Áp dụng từ ngày</translation>
    </message>
    <message>
        <source>File of the papers</source>
        <translation>Tệp thành phần hồ sơ</translation>
    </message>
    <message>
        <source>OpenCPS has them in a file of their own</source>
        <translation>OpenCPS để thành phần hồ sơ ở tệp riêng</translation>
    </message>
    <message>
        <source>Import from a file…</source>
        <translation>Nhập từ tệp…</translation>
    </message>
    <message>
        <source>a whole day is wanted: 01/07/2026</source>
        <translation>cần đủ ngày, tháng, năm: 01/07/2026</translation>
    </message>
    <message>
        <source>Not a day: {why}.</source>
        <translation>Không phải ngày: {why}.</translation>
    </message>
</context>
<context>
    <name>ImportView</name>
    <message>
        <source>Show the difference</source>
        <translation>Xem khác biệt</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Áp dụng</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Thôi</translation>
    </message>
    <message>
        <source>Receipts that were handed out keep their dates and amounts.</source>
        <translation>Giấy tiếp nhận đã trao giữ nguyên ngày hẹn và số tiền.</translation>
    </message>
    <message>
        <source>Import the law&apos;s data</source>
        <translation>Nhập dữ liệu pháp luật</translation>
    </message>
    <message>
        <source>Reading the file, comparing…</source>
        <translation>Đang đọc tệp, so sánh…</translation>
    </message>
    <message>
        <source>Writing, reading the law anew…</source>
        <translation>Đang ghi, đọc lại dữ liệu…</translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message>
        <source>Being handed over</source>
        <translation>Đang giao cho máy in</translation>
    </message>
    <message>
        <source>The printer has stopped</source>
        <translation>Máy in đang dừng</translation>
    </message>
    <message>
        <source>Handed to the printer</source>
        <translation>Đã giao cho máy in</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Đã in</translation>
    </message>
    <message>
        <source>Did not come out</source>
        <translation>Không ra</translation>
    </message>
    <message>
        <source>Has it come out?</source>
        <translation>Giấy đã ra chưa?</translation>
    </message>
    <message>
        <source>Came out</source>
        <translation>Đã ra</translation>
    </message>
    <message>
        <source>The paper did not come out. {why}</source>
        <translation>Giấy không ra. {why}</translation>
    </message>
    <message>
        <source>The paper waits at printer {printer}: {why}</source>
        <translation>Giấy đang chờ ở máy in {printer}: {why}</translation>
    </message>
</context>
<context>
    <name>JobsModel</name>
    <message>
        <source>At</source>
        <translation>Lúc</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Giấy</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>{paper}, reprint {count}</source>
        <translation>{paper}, in lại lần {count}</translation>
    </message>
</context>
<context>
    <name>JobsPanel</name>
    <message>
        <source>16:30 Wed 25/11</source>
        <translation>16:30 T4 25/11</translation>
    </message>
    <message>
        <source>Printed today</source>
        <translation>Đã in hôm nay</translation>
    </message>
    <message>
        <source>Printed today · {count}</source>
        <translation>Đã in hôm nay · {count}</translation>
    </message>
</context>
<context>
    <name>KeeperBadge</name>
    <message>
        <source>The counter is locked · {roles}</source>
        <translation>Quầy đang khóa · {roles}</translation>
    </message>
</context>
<context>
    <name>LastReceipt</name>
    <message>
        <source>Received. Printing …</source>
        <translation>Đã tiếp nhận. Đang in …</translation>
    </message>
    <message>
        <source>Received, not printed: no printer is chosen</source>
        <translation>Đã tiếp nhận, chưa in: quầy chưa chọn máy in</translation>
    </message>
    <message>
        <source>Choose one in the settings, then press F9.</source>
        <translation>Chọn máy in trong Cài đặt rồi bấm F9.</translation>
    </message>
    <message>
        <source>Handed to the printer</source>
        <translation>Đã giao cho máy in</translation>
    </message>
    <message>
        <source>Slip handed to the printer: it waits for its code</source>
        <translation>Đã giao phiếu cho máy in: hồ sơ chờ cấp mã</translation>
    </message>
    <message>
        <source>Handed to the printer, reprint {n}</source>
        <translation>Đã giao cho máy in, in lại lần {n}</translation>
    </message>
    <message>
        <source>Look whether the paper has come out</source>
        <translation>Xem giấy đã ra chưa</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
    <message>
        <source>Received, not printed: {why}</source>
        <translation>Đã tiếp nhận, chưa in: {why}</translation>
    </message>
</context>
<context>
    <name>LawPage</name>
    <message>
        <source>{file} was taken into the law</source>
        <translation>Đã áp dụng {file}</translation>
    </message>
    <message>
        <source>Written: {files}. It counts at this desk from now on.</source>
        <translation>Đã ghi: {files}. Quầy dùng từ bây giờ.</translation>
    </message>
    <message>
        <source>{count} open dossiers keep the date on their receipt; the supervisor decides.</source>
        <translation>{count} hồ sơ giữ ngày hẹn trên giấy tiếp nhận; Lãnh đạo Trung tâm quyết định.</translation>
    </message>
</context>
<context>
    <name>LawWords</name>
    <message>
        <source>New</source>
        <translation>Mới</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Thay đổi</translation>
    </message>
    <message>
        <source>Abolished</source>
        <translation>Bãi bỏ</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Giữ nguyên</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Date differs</source>
        <translation>Lệch ngày hẹn</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} mới</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>{count} thay đổi</translation>
    </message>
    <message>
        <source>{count} abolished</source>
        <translation>{count} bãi bỏ</translation>
    </message>
    <message>
        <source>{count} kept as they are</source>
        <translation>{count} giữ nguyên</translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation>{count} ghi chú</translation>
    </message>
    <message>
        <source>{count} open dossiers counted otherwise</source>
        <translation>{count} hồ sơ đang giải quyết tính ra ngày khác</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Field of work</source>
        <translation>Lĩnh vực</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Thời hạn</translation>
    </message>
    <message>
        <source>Time limits of cases</source>
        <translation>Thời hạn theo trường hợp</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Thành phần hồ sơ</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Phí, lệ phí</translation>
    </message>
    <message>
        <source>Online level</source>
        <translation>Mức độ trực tuyến</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>Căn cứ pháp lý</translation>
    </message>
    <message>
        <source>Not certain</source>
        <translation>Chưa chắc chắn</translation>
    </message>
    <message>
        <source>not known: a year is missing in the calendar</source>
        <translation>chưa rõ: lịch thiếu năm</translation>
    </message>
    <message>
        <source>Before: {text}</source>
        <translation>Trước: {text}</translation>
    </message>
    <message>
        <source>After: {text}</source>
        <translation>Sau: {text}</translation>
    </message>
    <message>
        <source>worked</source>
        <translation>làm việc</translation>
    </message>
    <message>
        <source>off</source>
        <translation>nghỉ</translation>
    </message>
</context>
<context>
    <name>LeaseModel</name>
    <message>
        <source>Series</source>
        <translation>Dải số</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Còn</translation>
    </message>
    <message>
        <source>The next one: {code}</source>
        <translation>Mã tiếp theo: {code}</translation>
    </message>
    <message>
        <source>receipts</source>
        <translation>giấy tiếp nhận</translation>
    </message>
    <message>
        <source>supplement slips</source>
        <translation>phiếu yêu cầu bổ sung</translation>
    </message>
    <message>
        <source>refusal slips</source>
        <translation>phiếu từ chối</translation>
    </message>
    <message>
        <source>apology slips</source>
        <translation>phiếu xin lỗi</translation>
    </message>
    <message>
        <source>stop notices</source>
        <translation>thông báo dừng</translation>
    </message>
    <message>
        <source>control slips</source>
        <translation>phiếu kiểm soát</translation>
    </message>
    <message>
        <source>tracking books</source>
        <translation>sổ theo dõi</translation>
    </message>
    <message>
        <source>today</source>
        <translation>hôm nay</translation>
    </message>
    <message>
        <source>none left</source>
        <translation>hết</translation>
    </message>
</context>
<context>
    <name>Line</name>
    <message>
        <source>The program made a mistake while sending ({what}).</source>
        <translation>Lỗi chương trình khi gửi dữ liệu ({what}).</translation>
    </message>
    <message>
        <source>Nothing is lost. Sending starts again by itself.</source>
        <translation>Không mất hồ sơ nào; việc gửi sẽ tự chạy lại.</translation>
    </message>
</context>
<context>
    <name>LiveReceipt</name>
    <message>
        <source>Receipt</source>
        <translation>Giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Slip until the number comes</source>
        <translation>Phiếu chờ cấp mã hồ sơ</translation>
    </message>
    <message>
        <source>Receipt with the day of the result</source>
        <translation>Giấy tiếp nhận hồ sơ và hẹn trả kết quả</translation>
    </message>
    <message>
        <source>Submitter</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Chủ hồ sơ</translation>
    </message>
    <message>
        <source>Authoriser</source>
        <translation>Người ủy quyền</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Yêu cầu</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Nhận lúc</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Trả kết quả</translation>
    </message>
    <message>
        <source>Set to now</source>
        <translation>Đặt lại là bây giờ</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Phí, lệ phí</translation>
    </message>
    <message>
        <source>phone {number}</source>
        <translation>ĐT {number}</translation>
    </message>
    <message>
        <source>no number: {proof}</source>
        <translation>không có số: {proof}</translation>
    </message>
    <message>
        <source>{count} shown</source>
        <translation>{count} xuất trình</translation>
    </message>
    <message>
        <source>{count} looked up</source>
        <translation>{count} tra cứu</translation>
    </message>
    <message>
        <source>{count} papers</source>
        <translation>{count} loại giấy tờ</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>xuất trình</translation>
    </message>
    <message>
        <source>looked up</source>
        <translation>đã tra cứu</translation>
    </message>
    <message>
        <source>looked up, missing or different</source>
        <translation>tra cứu không có</translation>
    </message>
    <message>
        <source>look-up still to come</source>
        <translation>chờ tra cứu</translation>
    </message>
    <message>
        <source>{count} originals</source>
        <translation>{count} bản chính</translation>
    </message>
    <message>
        <source>{count} certified copies</source>
        <translation>{count} bản chứng thực</translation>
    </message>
    <message>
        <source>{count} photocopies</source>
        <translation>{count} bản photo</translation>
    </message>
    <message>
        <source>no sheet</source>
        <translation>chưa ghi số bản</translation>
    </message>
    <message>
        <source>At the desk</source>
        <translation>Tại quầy</translation>
    </message>
    <message>
        <source>By post</source>
        <translation>Qua bưu chính</translation>
    </message>
    <message>
        <source>Electronic</source>
        <translation>Bản điện tử</translation>
    </message>
    <message>
        <source>{count} sets</source>
        <translation>{count} bộ</translation>
    </message>
</context>
<context>
    <name>NewPassword</name>
    <message>
        <source>New password</source>
        <translation>Mật khẩu mới</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>Nhập lại mật khẩu mới</translation>
    </message>
    <message>
        <source>The two are not the same</source>
        <translation>Hai lần nhập chưa giống nhau</translation>
    </message>
    <message>
        <source>{count} characters or more; a few words are easy to remember</source>
        <translation>Từ {count} ký tự; vài từ ghép lại thì dễ nhớ</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Dùng được</translation>
    </message>
    <message>
        <source>The two are the same</source>
        <translation>Hai lần nhập giống nhau</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>NoticesSection</name>
    <message>
        <source>Notices</source>
        <translation>Thông báo</translation>
    </message>
    <message>
        <source>Dossier received</source>
        <translation>Đã tiếp nhận hồ sơ</translation>
    </message>
    <message>
        <source>The receipt went to the printer.</source>
        <translation>Giấy tiếp nhận đã chuyển tới máy in.</translation>
    </message>
    <message>
        <source>The procedure changes on 01/12/2026</source>
        <translation>Thủ tục thay đổi từ 01/12/2026</translation>
    </message>
    <message>
        <source>No network: dossiers wait at this desk</source>
        <translation>Mất mạng, hồ sơ chờ tại quầy</translation>
    </message>
    <message>
        <source>Receive as usual. They are sent by themselves when the network is back.</source>
        <translation>Vẫn tiếp nhận bình thường. Có mạng lại, hồ sơ tự gửi đi.</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>The printer does not answer</source>
        <translation>Máy in không trả lời</translation>
    </message>
    <message>
        <source>The dossier is kept. Check cable and paper, then print again.</source>
        <translation>Hồ sơ đã được lưu. Kiểm tra dây cắm và giấy rồi in lại.</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
</context>
<context>
    <name>OfferedField</name>
    <message>
        <source>↓ for: {text}</source>
        <translation>↓ để ghi: {text}</translation>
    </message>
</context>
<context>
    <name>OfferedModel</name>
    <message>
        <source>Paper</source>
        <translation>Giấy</translation>
    </message>
    <message>
        <source>How it is</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Mẫu trống</translation>
    </message>
    <message>
        <source>Reprint {count}</source>
        <translation>In lại lần {count}</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Chưa in</translation>
    </message>
</context>
<context>
    <name>OfficerMenu</name>
    <message>
        <source>Lock</source>
        <translation>Khóa quầy</translation>
    </message>
    <message>
        <source>Switch officer</source>
        <translation>Đổi cán bộ</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Đổi mật khẩu</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Thoát</translation>
    </message>
</context>
<context>
    <name>Operations</name>
    <message>
        <source>The program is closing: no new work is taken.</source>
        <translation>Chương trình đang đóng, không nhận việc mới.</translation>
    </message>
    <message>
        <source>The program made a mistake; this work was not finished ({what}).</source>
        <translation>Lỗi chương trình: việc này chưa làm xong ({what}).</translation>
    </message>
    <message>
        <source>What was saved before is still there. Try again; if it comes back, tell the administrator.</source>
        <translation>Dữ liệu đã lưu vẫn còn. Làm lại; nếu lặp lại, báo quản trị.</translation>
    </message>
</context>
<context>
    <name>OverviewView</name>
    <message>
        <source>Import from a file…</source>
        <translation>Nhập từ tệp…</translation>
    </message>
    <message>
        <source>The files have changed; this desk still works by what they said before</source>
        <translation>Tệp đã thay đổi; quầy vẫn đang dùng dữ liệu trước đó</translation>
    </message>
    <message>
        <source>They count at the next start, or now. Dates on receipts stay as they are.</source>
        <translation>Áp dụng khi mở lại chương trình, hoặc ngay bây giờ. Ngày hẹn trên giấy tiếp nhận giữ nguyên.</translation>
    </message>
    <message>
        <source>Let them count now</source>
        <translation>Áp dụng ngay</translation>
    </message>
    <message>
        <source>Law&apos;s data</source>
        <translation>Dữ liệu pháp luật</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>Đang áp dụng</translation>
    </message>
    <message>
        <source>The province&apos;s files</source>
        <translation>Tệp của tỉnh</translation>
    </message>
    <message>
        <source>Charges without an amount</source>
        <translation>Khoản thu chưa có mức</translation>
    </message>
    <message>
        <source>Catalogue of procedures</source>
        <translation>Danh mục thủ tục</translation>
    </message>
    <message>
        <source>Working calendar</source>
        <translation>Lịch làm việc</translation>
    </message>
    <message>
        <source>Fees of the council</source>
        <translation>Mức thu do HĐND quy định</translation>
    </message>
    <message>
        <source>Administrative units</source>
        <translation>Đơn vị hành chính</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… và {count} tệp khác</translation>
    </message>
    <message>
        <source>None yet: everything is as it came with the program.</source>
        <translation>Chưa có: mọi dữ liệu đi kèm chương trình.</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Tệp</translation>
    </message>
    <message>
        <source>{count} procedures, the newest from {day}; version {version}</source>
        <translation>{count} thủ tục, mới nhất từ {day}; phiên bản {version}</translation>
    </message>
    <message>
        <source>{first} to {last}; version {version}</source>
        <translation>{first} đến {last}; phiên bản {version}</translation>
    </message>
    <message>
        <source>every year is decided</source>
        <translation>mọi năm đã có quyết định</translation>
    </message>
    <message>
        <source>provisional: {years}</source>
        <translation>dự kiến: {years}</translation>
    </message>
    <message>
        <source>no amount yet</source>
        <translation>chưa có mức thu</translation>
    </message>
    <message>
        <source>{count} amounts, the newest from {day}</source>
        <translation>{count} mức thu, mới nhất từ {day}</translation>
    </message>
    <message>
        <source>{count} charges have none</source>
        <translation>{count} khoản chưa có mức</translation>
    </message>
    <message>
        <source>{count} communes; version {version}</source>
        <translation>{count} xã, phường, đặc khu; phiên bản {version}</translation>
    </message>
</context>
<context>
    <name>PaperDialog</name>
    <message>
        <source>Print papers · {code}</source>
        <translation>In giấy tờ · {code}</translation>
    </message>
    <message>
        <source>Reprint 10</source>
        <translation>In lại lần 10</translation>
    </message>
    <message>
        <source>Papers of the dossier</source>
        <translation>Giấy tờ của hồ sơ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Khổ giấy</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>In</translation>
    </message>
    <message>
        <source>Print dialog…</source>
        <translation>Hộp thoại in…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Printer: {printer}</source>
        <translation>Máy in: {printer}</translation>
    </message>
    <message>
        <source>No printer is chosen for this paper; choose one in the settings.</source>
        <translation>Chưa chọn máy in cho giấy này; chọn trong cài đặt.</translation>
    </message>
</context>
<context>
    <name>PaperPlaces</name>
    <message>
        <source>Papers</source>
        <translation>Giấy tờ</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Other papers of a dossier</source>
        <translation>Giấy tờ khác của hồ sơ</translation>
    </message>
    <message>
        <source>Receipts on a roll, besides</source>
        <translation>Giấy tiếp nhận trên giấy cuộn, in thêm</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Lists and books</source>
        <translation>Danh sách và sổ</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Khay giấy</translation>
    </message>
    <message>
        <source>As the printer does</source>
        <translation>Theo máy in</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Khổ giấy</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Số bản</translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message>
        <source>Page of the paper</source>
        <translation>Trang giấy</translation>
    </message>
    <message>
        <source>Nearer</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>Thu nhỏ</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>Cả trang</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>Trang trước</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Trang sau</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>Trang {page}/{count}</translation>
    </message>
</context>
<context>
    <name>PaperWords</name>
    <message>
        <source>receipt</source>
        <translation>giấy tiếp nhận và hẹn trả kết quả</translation>
    </message>
    <message>
        <source>slip until the code comes</source>
        <translation>phiếu chờ cấp mã</translation>
    </message>
    <message>
        <source>receipt of several dossiers</source>
        <translation>giấy tiếp nhận nhiều hồ sơ</translation>
    </message>
    <message>
        <source>control slip</source>
        <translation>phiếu kiểm soát</translation>
    </message>
    <message>
        <source>slip in place of the receipt</source>
        <translation>phiếu thay giấy tiếp nhận</translation>
    </message>
    <message>
        <source>slip about another code</source>
        <translation>phiếu đổi mã hồ sơ</translation>
    </message>
    <message>
        <source>appointment for the certification</source>
        <translation>phiếu hẹn chứng thực</translation>
    </message>
    <message>
        <source>confirmation of the fee</source>
        <translation>phiếu xác nhận thu</translation>
    </message>
    <message>
        <source>request for further papers</source>
        <translation>phiếu yêu cầu bổ sung</translation>
    </message>
    <message>
        <source>refusal of the dossier</source>
        <translation>phiếu từ chối</translation>
    </message>
    <message>
        <source>apology and extension</source>
        <translation>phiếu xin lỗi, gia hạn</translation>
    </message>
    <message>
        <source>notice that the dossier is stopped</source>
        <translation>thông báo dừng giải quyết</translation>
    </message>
    <message>
        <source>confirmation of residence (CT07)</source>
        <translation>xác nhận thông tin về cư trú (CT07)</translation>
    </message>
    <message>
        <source>statement of the certification</source>
        <translation>lời chứng</translation>
    </message>
    <message>
        <source>label of the certification</source>
        <translation>nhãn chứng thực</translation>
    </message>
    <message>
        <source>receipt of the result</source>
        <translation>phiếu trả kết quả</translation>
    </message>
    <message>
        <source>cover of the dossier</source>
        <translation>bìa hồ sơ</translation>
    </message>
    <message>
        <source>label of the dossier</source>
        <translation>nhãn hồ sơ</translation>
    </message>
    <message>
        <source>separating sheets</source>
        <translation>tờ phân cách thành phần</translation>
    </message>
    <message>
        <source>hand-over list</source>
        <translation>giấy bàn giao hồ sơ</translation>
    </message>
    <message>
        <source>hand-over list of results</source>
        <translation>phiếu bàn giao kết quả</translation>
    </message>
    <message>
        <source>tracking book</source>
        <translation>sổ theo dõi hồ sơ</translation>
    </message>
    <message>
        <source>register of certifications</source>
        <translation>sổ chứng thực</translation>
    </message>
    <message>
        <source>sheet of stickers</source>
        <translation>tờ nhãn dán</translation>
    </message>
    <message>
        <source>sheet between dossiers</source>
        <translation>tờ phân cách hồ sơ</translation>
    </message>
    <message>
        <source>emergency pad</source>
        <translation>tập phiếu dự phòng</translation>
    </message>
</context>
<context>
    <name>PapersModel</name>
    <message>
        <source>Paper</source>
        <translation>Thành phần hồ sơ</translation>
    </message>
    <message>
        <source>Originals</source>
        <translation>Bản chính</translation>
    </message>
    <message>
        <source>Certified</source>
        <translation>Chứng thực</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>given</source>
        <translation>đã nhận</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>chưa nhận</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>hand in</source>
        <translation>nộp</translation>
    </message>
    <message>
        <source>show</source>
        <translation>xuất trình</translation>
    </message>
    <message>
        <source>look up in the database</source>
        <translation>tra cứu cơ sở dữ liệu</translation>
    </message>
    <message>
        <source>looked up: found</source>
        <translation>đã tra cứu: có</translation>
    </message>
    <message>
        <source>looked up: missing or different</source>
        <translation>tra cứu: không có, hoặc khác</translation>
    </message>
    <message>
        <source>look-up still to come</source>
        <translation>chờ tra cứu</translation>
    </message>
</context>
<context>
    <name>PapersTable</name>
    <message>
        <source>The papers are listed once a procedure is chosen</source>
        <translation>Chọn thủ tục để thấy thành phần hồ sơ</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>Giấy tờ</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation>Hiện mật khẩu</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Đang bật Caps Lock</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Ẩn mật khẩu</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>No other owner</source>
        <translation>Bỏ chủ hồ sơ</translation>
    </message>
    <message>
        <source>No authoriser</source>
        <translation>Bỏ người ủy quyền</translation>
    </message>
    <message>
        <source>Submitter</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Chủ hồ sơ</translation>
    </message>
    <message>
        <source>Authoriser</source>
        <translation>Người ủy quyền</translation>
    </message>
</context>
<context>
    <name>PersonForm</name>
    <message>
        <source>Personal number</source>
        <translation>Số định danh</translation>
    </message>
    <message>
        <source>Scan or type</source>
        <translation>Quét hoặc gõ</translation>
    </message>
    <message>
        <source>Full name</source>
        <translation>Họ và tên</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>Ngày sinh</translation>
    </message>
    <message>
        <source>24/11/1990</source>
        <translation>24/11/1990</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Giới tính</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Điện thoại</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Thư điện tử</translation>
    </message>
    <message>
        <source>Identified by</source>
        <translation>Xác định bằng</translation>
    </message>
    <message>
        <source>Why there is no number</source>
        <translation>Lý do không có số định danh</translation>
    </message>
    <message>
        <source>Organisation</source>
        <translation>Tổ chức</translation>
    </message>
    <message>
        <source>Paper of authorisation</source>
        <translation>Giấy tờ ủy quyền</translation>
    </message>
    <message>
        <source>Tax code</source>
        <translation>Mã số thuế</translation>
    </message>
    <message>
        <source>Organisation&apos;s name</source>
        <translation>Tên tổ chức</translation>
    </message>
</context>
<context>
    <name>PersonNotes</name>
    <message>
        <source>Now: {commune}</source>
        <translation>Nay là {commune}</translation>
    </message>
</context>
<context>
    <name>PhoneWords</name>
    <message>
        <source>Ask again</source>
        <translation>Hỏi lại số này</translation>
    </message>
    <message>
        <source>Now {number}</source>
        <translation>Nay là {number}</translation>
    </message>
    <message>
        <source>Read as {number}</source>
        <translation>Đọc là {number}</translation>
    </message>
    <message>
        <source>A landline</source>
        <translation>Số cố định</translation>
    </message>
    <message>
        <source>A service number</source>
        <translation>Số dịch vụ</translation>
    </message>
    <message>
        <source>A number abroad</source>
        <translation>Số nước ngoài</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>Set this counter up</source>
        <translation>Thiết lập quầy này</translation>
    </message>
    <message>
        <source>It takes five minutes. You need the central&apos;s address and a one-time code from its administrator. What is done stays done, also when you stop half-way.</source>
        <translation>Mất chừng năm phút. Cần địa chỉ hệ thống trung tâm và mã ghi danh dùng một lần do quản trị trung tâm cấp. Bước nào xong là giữ nguyên, kể cả khi dừng giữa chừng.</translation>
    </message>
    <message>
        <source>Bringing a backup back? Close this window and run: restore FILE --data {directory} --passphrase-file PASSPHRASE</source>
        <translation>Muốn phục hồi từ bản sao lưu: đóng cửa sổ này rồi chạy restore TỆP --data {directory} --passphrase-file TỆP_MẬT_KHẨU</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Bắt đầu</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Kiểm tra lại</translation>
    </message>
    <message>
        <source>Data of the counter</source>
        <translation>Dữ liệu của quầy</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Đang kiểm tra…</translation>
    </message>
    <message>
        <source>Key of the data</source>
        <translation>Khóa của dữ liệu</translation>
    </message>
    <message>
        <source>Data, encrypted, lie at</source>
        <translation>Dữ liệu (đã mã hóa) nằm ở</translation>
    </message>
    <message>
        <source>Their key is kept in</source>
        <translation>Khóa được giữ trong</translation>
    </message>
</context>
<context>
    <name>PreviewDialog</name>
    <message>
        <source>Preview</source>
        <translation>Xem trước</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
</context>
<context>
    <name>PrintAgain</name>
    <message>
        <source>No printer is chosen for this paper</source>
        <translation>Chưa chọn máy in cho giấy này</translation>
    </message>
    <message>
        <source>Choose one in the settings, then print again.</source>
        <translation>Chọn máy in trong Cài đặt rồi in lại.</translation>
    </message>
    <message>
        <source>Reprint {count} was handed to {printer}</source>
        <translation>Lần in lại {count} đã giao cho {printer}</translation>
    </message>
    <message>
        <source>The paper was handed to {printer}</source>
        <translation>Giấy đã giao cho {printer}</translation>
    </message>
    <message>
        <source>The paper was printed by {printer}</source>
        <translation>{printer} đã in giấy</translation>
    </message>
</context>
<context>
    <name>PrinterAddress</name>
    <message>
        <source>Kind of printer</source>
        <translation>Loại máy in</translation>
    </message>
    <message>
        <source>Choose a kind</source>
        <translation>Chọn loại</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Its IP address, a device such as /dev/usb/lp0, or COM3</source>
        <translation>Địa chỉ IP, thiết bị như /dev/usb/lp0, hoặc COM3</translation>
    </message>
    <message>
        <source>Network printer (IPP)</source>
        <translation>Máy in mạng (IPP)</translation>
    </message>
    <message>
        <source>Type where the printer is</source>
        <translation>Ghi máy in ở đâu</translation>
    </message>
</context>
<context>
    <name>PrinterChooser</name>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Choose a printer</source>
        <translation>Chọn máy in</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Thư mục</translation>
    </message>
    <message>
        <source>Each paper is put there as a PDF file</source>
        <translation>Mỗi giấy được lưu vào đó thành một tệp PDF</translation>
    </message>
    <message>
        <source>Print the test page</source>
        <translation>In trang thử</translation>
    </message>
    <message>
        <source>Look for printers again</source>
        <translation>Tìm lại máy in</translation>
    </message>
    <message>
        <source>Printing the test page…</source>
        <translation>Đang in trang thử…</translation>
    </message>
    <message>
        <source>Looking for printers…</source>
        <translation>Đang tìm máy in…</translation>
    </message>
    <message>
        <source>The same as the receipts</source>
        <translation>Như giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Another printer, by its address…</source>
        <translation>Máy in khác, theo địa chỉ…</translation>
    </message>
    <message>
        <source>No printer: put papers into a folder</source>
        <translation>Không có máy in: lưu giấy vào thư mục</translation>
    </message>
    <message>
        <source>No printer is chosen yet</source>
        <translation>Chưa chọn máy in</translation>
    </message>
    <message>
        <source>No printer was found on this machine</source>
        <translation>Không thấy máy in nào ở máy này</translation>
    </message>
    <message>
        <source>Connect one, let the system install it, then look again.</source>
        <translation>Nối máy in, đợi hệ điều hành nhận, rồi tìm lại.</translation>
    </message>
    <message>
        <source>These papers come out of the receipts&apos; printer</source>
        <translation>Giấy này in ở máy in của giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Type where the printer is</source>
        <translation>Ghi máy in ở đâu</translation>
    </message>
    <message>
        <source>Asking how it stands…</source>
        <translation>Đang hỏi máy in…</translation>
    </message>
    <message>
        <source>The test page is right</source>
        <translation>Trang in thử đạt</translation>
    </message>
    <message>
        <source>Type a folder</source>
        <translation>Ghi thư mục</translation>
    </message>
</context>
<context>
    <name>PrinterStep</name>
    <message>
        <source>The printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Receipts are A4 sheets. Print the test page once, so that the codes on receipts can be scanned later.</source>
        <translation>Giấy tiếp nhận in trên khổ A4. In thử một trang để chắc rằng mã trên giấy quét được.</translation>
    </message>
    <message>
        <source>Print here from now on</source>
        <translation>Dùng máy in này</translation>
    </message>
</context>
<context>
    <name>ProblemList</name>
    <message>
        <source>and {count} more</source>
        <translation>và {count} mục nữa</translation>
    </message>
</context>
<context>
    <name>ProcedurePicker</name>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>A few letters of the name, without tone marks, or the code</source>
        <translation>Gõ vài chữ của tên, không cần dấu, hoặc mã thủ tục</translation>
    </message>
    <message>
        <source>Matching procedures</source>
        <translation>Thủ tục tìm thấy</translation>
    </message>
    <message>
        <source>No procedure has these letters</source>
        <translation>Không có thủ tục nào khớp</translation>
    </message>
    <message>
        <source>Used lately: ↓ and Enter</source>
        <translation>Thủ tục vừa dùng: ↓ rồi Enter</translation>
    </message>
</context>
<context>
    <name>ProcedureWords</name>
    <message>
        <source>done at once</source>
        <translation>giải quyết ngay</translation>
    </message>
    <message>
        <source>in person only</source>
        <translation>không nộp thay</translation>
    </message>
    <message>
        <source>Filed in person only: nobody can be authorised.</source>
        <translation>Phải nộp trực tiếp, không ủy quyền cho người khác.</translation>
    </message>
    <message>
        <source>It must be certified.</source>
        <translation>Giấy ủy quyền phải được chứng thực.</translation>
    </message>
    <message>
        <source>It must be certified, but for grandparents, parents, children, husband, wife, brothers and sisters.</source>
        <translation>Phải chứng thực, trừ người thân: ông, bà, cha, mẹ, con, vợ, chồng, anh, chị, em ruột.</translation>
    </message>
    <message>
        <source>no day promised</source>
        <translation>không hẹn ngày</translation>
    </message>
    <message>
        <source>not online</source>
        <translation>không trực tuyến</translation>
    </message>
    <message>
        <source>partly online</source>
        <translation>trực tuyến một phần</translation>
    </message>
    <message>
        <source>wholly online</source>
        <translation>trực tuyến toàn trình</translation>
    </message>
</context>
<context>
    <name>ProcessingWords</name>
    <message>
        <source>Papers asked for at the counter</source>
        <translation>Yêu cầu bổ sung tại quầy</translation>
    </message>
    <message>
        <source>Papers asked for after appraisal</source>
        <translation>Yêu cầu bổ sung sau thẩm định</translation>
    </message>
    <message>
        <source>All papers are there</source>
        <translation>Đã đủ giấy tờ</translation>
    </message>
    <message>
        <source>One reason to stand still is over</source>
        <translation>Hết một lý do tạm dừng</translation>
    </message>
    <message>
        <source>The clock runs again</source>
        <translation>Tính tiếp thời hạn</translation>
    </message>
    <message>
        <source>Put off to {moment}</source>
        <translation>Gia hạn đến {moment}</translation>
    </message>
    <message>
        <source>Apologised, promised for {moment}</source>
        <translation>Xin lỗi, hẹn lại {moment}</translation>
    </message>
    <message>
        <source>Refused after appraisal</source>
        <translation>Từ chối sau thẩm định</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Đã có kết quả</translation>
    </message>
    <message>
        <source>Closed: papers did not come</source>
        <translation>Đóng hồ sơ: không bổ sung</translation>
    </message>
    <message>
        <source>Stopped at the citizen&apos;s request</source>
        <translation>Dừng theo yêu cầu của công dân</translation>
    </message>
    <message>
        <source>Suspended for verification by {agency}</source>
        <translation>Tạm dừng để xác minh tại {agency}</translation>
    </message>
    <message>
        <source>Suspended for verification</source>
        <translation>Tạm dừng để xác minh</translation>
    </message>
    <message>
        <source>Suspended until {amount} is paid</source>
        <translation>Tạm dừng chờ nộp {amount}</translation>
    </message>
    <message>
        <source>Suspended until a financial obligation is met</source>
        <translation>Tạm dừng chờ thực hiện nghĩa vụ tài chính</translation>
    </message>
    <message>
        <source>On {moment}</source>
        <translation>Vào {moment}</translation>
    </message>
    <message>
        <source>Signed by {name}</source>
        <translation>Người ký: {name}</translation>
    </message>
    <message>
        <source>Due at {moment}</source>
        <translation>Hẹn trả {moment}</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
</context>
<context>
    <name>ProgressSection</name>
    <message>
        <source>Progress</source>
        <translation>Tiến độ</translation>
    </message>
    <message>
        <source>Sending the dossiers that waited</source>
        <translation>Đang gửi hồ sơ đã chờ</translation>
    </message>
    <message>
        <source>Looking for printers</source>
        <translation>Đang tìm máy in</translation>
    </message>
</context>
<context>
    <name>QueuePage</name>
    <message>
        <source>Code, name or reason</source>
        <translation>Mã, tên hoặc lý do</translation>
    </message>
    <message>
        <source>Find in the queue</source>
        <translation>Tìm trong hàng chờ</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Hàng chờ gửi</translation>
    </message>
    <message>
        <source>none left</source>
        <translation>hết</translation>
    </message>
    <message>
        <source>Numbers of this counter</source>
        <translation>Dải số của quầy</translation>
    </message>
    <message>
        <source>Held ahead, so that codes can be given without a network.</source>
        <translation>Giữ sẵn để cấp mã cả khi mất mạng.</translation>
    </message>
    <message>
        <source>The supervisor sees it now</source>
        <translation>Đã chuyển Lãnh đạo Trung tâm</translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message>
        <source>Not sent yet</source>
        <translation>Chưa gửi</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>… và {count} việc nữa</translation>
    </message>
    <message>
        <source>waits to be sent since {moment}</source>
        <translation>chờ gửi từ {moment}</translation>
    </message>
</context>
<context>
    <name>ReceiptCourse</name>
    <message>
        <source>Receiving …</source>
        <translation>Đang tiếp nhận …</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
    <message>
        <source>Receive and print</source>
        <translation>Tiếp nhận và in</translation>
    </message>
</context>
<context>
    <name>ReceiptFields</name>
    <message>
        <source>Number of the receipt</source>
        <translation>Số biên lai</translation>
    </message>
    <message>
        <source>Template (mẫu số)</source>
        <translation>Mẫu số</translation>
    </message>
    <message>
        <source>Serial (ký hiệu)</source>
        <translation>Ký hiệu</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Nơi phát hành</translation>
    </message>
</context>
<context>
    <name>ReceiptSide</name>
    <message>
        <source>Receive and print</source>
        <translation>Tiếp nhận và in</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Xem trước</translation>
    </message>
    <message>
        <source>Throw the draft away</source>
        <translation>Hủy hồ sơ lưu tạm</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Giấy tiếp nhận</translation>
    </message>
</context>
<context>
    <name>ReceiptWords</name>
    <message>
        <source>On {moment}</source>
        <translation>Lúc {moment}</translation>
    </message>
    <message>
        <source>Procedure changed to {name}</source>
        <translation>Đổi sang thủ tục {name}</translation>
    </message>
    <message>
        <source>Annulled</source>
        <translation>Đã hủy</translation>
    </message>
    <message>
        <source>{amount} given back</source>
        <translation>Đã hoàn {amount}</translation>
    </message>
    <message>
        <source>Handed to the supervisor: {deed}</source>
        <translation>Đã chuyển Lãnh đạo Trung tâm: {deed}</translation>
    </message>
    <message>
        <source>Due at {moment}</source>
        <translation>Hẹn trả {moment}</translation>
    </message>
    <message>
        <source>In its place: {code}</source>
        <translation>Thay bằng: {code}</translation>
    </message>
    <message>
        <source>To {name}</source>
        <translation>Cho {name}</translation>
    </message>
</context>
<context>
    <name>ReceptionPage</name>
    <message>
        <source>This draft is no longer there</source>
        <translation>Hồ sơ lưu tạm này không còn nữa</translation>
    </message>
    <message>
        <source>from an earlier dossier</source>
        <translation>từ hồ sơ trước</translation>
    </message>
    <message>
        <source>Not saved as a draft: {why}</source>
        <translation>Chưa lưu tạm được: {why}</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Chủ hồ sơ</translation>
    </message>
    <message>
        <source>Authoriser</source>
        <translation>Người ủy quyền</translation>
    </message>
</context>
<context>
    <name>ReceptionQuestions</name>
    <message>
        <source>This is the card of {name}</source>
        <translation>Thẻ vừa quét là của {name}</translation>
    </message>
    <message>
        <source>The form is filled in for another person. Nothing has been changed yet.</source>
        <translation>Hồ sơ đang ghi cho người khác. Chưa thay đổi gì.</translation>
    </message>
    <message>
        <source>New dossier</source>
        <translation>Hồ sơ mới</translation>
    </message>
    <message>
        <source>Replace the person</source>
        <translation>Thay người này</translation>
    </message>
    <message>
        <source>This draft was begun on {day}</source>
        <translation>Hồ sơ này bắt đầu ghi {day}</translation>
    </message>
    <message>
        <source>Which day counts as the day of receipt?</source>
        <translation>Ngày nào là ngày nhận hồ sơ?</translation>
    </message>
    <message>
        <source>Receive today</source>
        <translation>Nhận hôm nay</translation>
    </message>
    <message>
        <source>On {day}, with a reason</source>
        <translation>Nhận ngày {day}, ghi lý do</translation>
    </message>
    <message>
        <source>Throw away what is typed?</source>
        <translation>Hủy nội dung đang ghi?</translation>
    </message>
    <message>
        <source>It can&apos;t be brought back.</source>
        <translation>Hủy rồi không lấy lại được.</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Giữ lại</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>Numbers carry the day. Look at a calendar before you go on.</source>
        <translation>Mã hồ sơ mang ngày nhận. Xem lại lịch trước khi làm tiếp.</translation>
    </message>
    <message>
        <source>Today is {day}, go on</source>
        <translation>Đúng là {day}, làm tiếp</translation>
    </message>
    <message>
        <source>The clock is wrong</source>
        <translation>Đồng hồ sai</translation>
    </message>
</context>
<context>
    <name>RoleWords</name>
    <message>
        <source>Officer</source>
        <translation>Cán bộ tiếp nhận</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Lãnh đạo Trung tâm</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Quản trị</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Thanh tra</translation>
    </message>
    <message>
        <source>Receives, prints, collects fees, corrects</source>
        <translation>Tiếp nhận, in giấy, thu phí, sửa thông tin</translation>
    </message>
    <message>
        <source>As an officer, and reads the log</source>
        <translation>Như cán bộ tiếp nhận, và xem nhật ký</translation>
    </message>
    <message>
        <source>Accounts and the counter&apos;s settings</source>
        <translation>Tài khoản và cài đặt của quầy</translation>
    </message>
    <message>
        <source>Reads dossiers and the log, changes nothing</source>
        <translation>Đọc hồ sơ và nhật ký, không sửa gì</translation>
    </message>
</context>
<context>
    <name>SchemeChoice</name>
    <message>
        <source>As the system</source>
        <translation>Theo hệ điều hành</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Sáng</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Tối</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Find by name, code, number (F3)</source>
        <translation>Tìm (F3): tên, mã hồ sơ, số định danh</translation>
    </message>
    <message>
        <source>Find a dossier</source>
        <translation>Tìm hồ sơ</translation>
    </message>
</context>
<context>
    <name>SearchPopup</name>
    <message>
        <source>Dossiers that were found</source>
        <translation>Hồ sơ tìm được</translation>
    </message>
</context>
<context>
    <name>SetAsideModel</name>
    <message>
        <source>What</source>
        <translation>Việc</translation>
    </message>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Owner of the dossier</source>
        <translation>Chủ hồ sơ</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Vì sao</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Từ lúc</translation>
    </message>
    <message>
        <source>No reason was given.</source>
        <translation>Không nêu lý do.</translation>
    </message>
</context>
<context>
    <name>SetAsidePanel</name>
    <message>
        <source>To be settled</source>
        <translation>Cần xử lý</translation>
    </message>
    <message>
        <source>Collecting fees</source>
        <translation>Thu phí, lệ phí</translation>
    </message>
    <message>
        <source>16:30 Wed 25/11</source>
        <translation>00:00 hôm nay</translation>
    </message>
    <message>
        <source>Send once more</source>
        <translation>Gửi lại</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Sửa lại</translation>
    </message>
    <message>
        <source>Hand to the supervisor</source>
        <translation>Chuyển Lãnh đạo Trung tâm</translation>
    </message>
    <message>
        <source>Open the dossier</source>
        <translation>Mở hồ sơ</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Change my password</source>
        <translation>Đổi mật khẩu của tôi</translation>
    </message>
    <message>
        <source>Printers</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Look of the window</source>
        <translation>Giao diện</translation>
    </message>
    <message>
        <source>My password</source>
        <translation>Mật khẩu của tôi</translation>
    </message>
    <message>
        <source>Second copy of what is not sent</source>
        <translation>Bản sao thứ hai của việc chưa gửi</translation>
    </message>
    <message>
        <source>This counter</source>
        <translation>Quầy này</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Máy này</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Cài đặt</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Cơ quan</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Quầy</translation>
    </message>
    <message>
        <source>Central system</source>
        <translation>Hệ thống trung tâm</translation>
    </message>
    <message>
        <source>Key number on receipts</source>
        <translation>Số khóa trên giấy tiếp nhận</translation>
    </message>
    <message>
        <source>Installation</source>
        <translation>Mã máy quầy</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
    <message>
        <source>Key of the data</source>
        <translation>Khóa của dữ liệu</translation>
    </message>
    <message>
        <source>Catalogue of procedures</source>
        <translation>Danh mục thủ tục</translation>
    </message>
    <message>
        <source>Working calendar</source>
        <translation>Lịch làm việc</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Phiên bản</translation>
    </message>
    <message>
        <source>What is not sent is copied there from now on</source>
        <translation>Từ nay việc chưa gửi được sao vào đó</translation>
    </message>
    <message>
        <source>Nothing is copied any more</source>
        <translation>Không sao nữa</translation>
    </message>
    <message>
        <source>{papers}: what was chosen counts from now on</source>
        <translation>{papers}: lựa chọn có hiệu lực từ bây giờ</translation>
    </message>
    <message>
        <source>Your password was changed</source>
        <translation>Đã đổi mật khẩu</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Sign-in name</source>
        <translation>Tên đăng nhập</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Type or choose your name</source>
        <translation>Gõ hoặc chọn tên của mình</translation>
    </message>
    <message>
        <source>Type the password</source>
        <translation>Nhập mật khẩu</translation>
    </message>
    <message>
        <source>Wrong too often. Forgotten? An administrator gives a new password.</source>
        <translation>Sai nhiều lần liền. Nếu quên, nhờ quản trị đặt lại mật khẩu.</translation>
    </message>
    <message>
        <source>Try again in {time}</source>
        <translation>Thử lại sau {time}</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Đang đăng nhập…</translation>
    </message>
    <message>
        <source>Signing in as soon as the data is open…</source>
        <translation>Đang mở kho dữ liệu, sẽ đăng nhập ngay…</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Mở khóa</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} giây</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} phút {seconds} giây</translation>
    </message>
</context>
<context>
    <name>SignInView</name>
    <message>
        <source>Try again</source>
        <translation>Thử lại</translation>
    </message>
    <message>
        <source>Another officer</source>
        <translation>Cán bộ khác</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Quay lại</translation>
    </message>
    <message>
        <source>Opening the data of this counter</source>
        <translation>Đang mở kho dữ liệu của quầy</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Đăng nhập</translation>
    </message>
    <message>
        <source>Choose your own password</source>
        <translation>Đặt mật khẩu của riêng bạn</translation>
    </message>
    <message>
        <source>Whoever gave you the old one knows it too, so it is changed now.</source>
        <translation>Người đặt mật khẩu cũ cũng biết nó, nên cần đổi ngay.</translation>
    </message>
</context>
<context>
    <name>StandingPanel</name>
    <message>
        <source>1 scanned page waits ({size} MB); dossiers never wait for pages</source>
        <translation>1 ảnh quét chờ gửi ({size} MB); hồ sơ không phải chờ ảnh</translation>
    </message>
    <message>
        <source>{count} scanned pages wait ({size} MB); dossiers never wait for pages</source>
        <translation>{count} ảnh quét chờ gửi ({size} MB); hồ sơ không phải chờ ảnh</translation>
    </message>
    <message>
        <source>No contact with the central yet</source>
        <translation>Chưa liên lạc được với hệ thống trung tâm</translation>
    </message>
    <message>
        <source>Last contact: {moment}</source>
        <translation>Liên lạc lần cuối: {moment}</translation>
    </message>
    <message>
        <source>sending was tried at {time}</source>
        <translation>đã thử gửi lúc {time}</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Gửi ngay</translation>
    </message>
</context>
<context>
    <name>StandingText</name>
    <message>
        <source>To be settled: {count}</source>
        <translation>Cần xử lý {count}</translation>
    </message>
    <message>
        <source>No network</source>
        <translation>Mất mạng</translation>
    </message>
    <message>
        <source>Looking for the network</source>
        <translation>Đang tìm mạng</translation>
    </message>
    <message>
        <source>The central refuses this desk</source>
        <translation>Trung tâm chưa nhận quầy này</translation>
    </message>
    <message>
        <source>This desk is not enrolled</source>
        <translation>Quầy chưa ghi danh</translation>
    </message>
    <message>
        <source>Connected · everything is sent</source>
        <translation>Có mạng · đã gửi hết</translation>
    </message>
    <message>
        <source>Connected · sending 1 dossier</source>
        <translation>Có mạng · đang gửi 1 hồ sơ</translation>
    </message>
    <message>
        <source>Connected · sending {count} dossiers</source>
        <translation>Có mạng · đang gửi {count} hồ sơ</translation>
    </message>
    <message>
        <source>No network · receiving goes on as usual</source>
        <translation>Mất mạng · vẫn tiếp nhận bình thường</translation>
    </message>
    <message>
        <source>No network · 1 dossier waits, receiving goes on as usual</source>
        <translation>Mất mạng · 1 hồ sơ chờ gửi, vẫn tiếp nhận bình thường</translation>
    </message>
    <message>
        <source>No network · {count} dossiers wait, receiving goes on as usual</source>
        <translation>Mất mạng · {count} hồ sơ chờ gửi, vẫn tiếp nhận bình thường</translation>
    </message>
    <message>
        <source>1 dossier waits to be sent</source>
        <translation>1 hồ sơ chờ gửi</translation>
    </message>
    <message>
        <source>{count} dossiers wait to be sent</source>
        <translation>{count} hồ sơ chờ gửi</translation>
    </message>
    <message>
        <source>The central does not answer well</source>
        <translation>Trung tâm trả lời không ổn</translation>
    </message>
    <message>
        <source>The central is busy</source>
        <translation>Trung tâm đang bận</translation>
    </message>
    <message>
        <source>Sending has paused</source>
        <translation>Tạm dừng gửi</translation>
    </message>
    <message>
        <source>Receiving goes on as usual. What waits is sent by itself once the line is back.</source>
        <translation>Vẫn tiếp nhận bình thường. Hồ sơ chờ gửi sẽ tự đi khi có mạng.</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>Sent</source>
        <translation>Đã gửi</translation>
    </message>
    <message>
        <source>Waits to be sent</source>
        <translation>Chờ gửi</translation>
    </message>
    <message>
        <source>To be settled</source>
        <translation>Cần xử lý</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Chưa in</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Đã in</translation>
    </message>
    <message>
        <source>{count} prints</source>
        <translation>In {count} lần</translation>
    </message>
    <message>
        <source>Waits for its code</source>
        <translation>Chờ cấp mã</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>Đã tiếp nhận</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>Không tiếp nhận</translation>
    </message>
    <message>
        <source>Being processed</source>
        <translation>Đang xử lý</translation>
    </message>
    <message>
        <source>Papers to be added</source>
        <translation>Chờ bổ sung giấy tờ</translation>
    </message>
    <message>
        <source>Payment is awaited</source>
        <translation>Chờ nộp tiền</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Đã rút</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Dừng xử lý</translation>
    </message>
    <message>
        <source>Result is ready</source>
        <translation>Đã có kết quả</translation>
    </message>
    <message>
        <source>Result handed over</source>
        <translation>Đã trả kết quả</translation>
    </message>
    <message>
        <source>Annulled</source>
        <translation>Đã hủy</translation>
    </message>
    <message>
        <source>waits for its code</source>
        <translation>chờ cấp mã</translation>
    </message>
</context>
<context>
    <name>StatusSection</name>
    <message>
        <source>Standing</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Network on · everything sent</source>
        <translation>Có mạng · đã gửi hết</translation>
    </message>
    <message>
        <source>Sending 3 dossiers</source>
        <translation>Đang gửi 3 hồ sơ</translation>
    </message>
    <message>
        <source>No network · 12 dossiers wait, receive as usual</source>
        <translation>Mất mạng · 12 hồ sơ chờ gửi, vẫn tiếp nhận bình thường</translation>
    </message>
    <message>
        <source>2 dossiers need attention</source>
        <translation>2 hồ sơ cần xử lý</translation>
    </message>
</context>
<context>
    <name>StepPage</name>
    <message>
        <source>Go on</source>
        <translation>Tiếp tục</translation>
    </message>
</context>
<context>
    <name>StepRail</name>
    <message>
        <source>Data and key</source>
        <translation>Dữ liệu và khóa</translation>
    </message>
    <message>
        <source>Central system</source>
        <translation>Hệ thống trung tâm</translation>
    </message>
    <message>
        <source>Enrolment</source>
        <translation>Ghi danh</translation>
    </message>
    <message>
        <source>Your account</source>
        <translation>Tài khoản của bạn</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>Máy in</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Sẵn sàng</translation>
    </message>
</context>
<context>
    <name>TableSection</name>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Submitter</source>
        <translation>Người nộp</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>16:30 Wed 25/11</source>
        <translation>00:00 hôm nay</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Chưa in</translation>
    </message>
    <message>
        <source>To be settled</source>
        <translation>Cần xử lý</translation>
    </message>
    <message>
        <source>Dossiers of the day</source>
        <translation>Hồ sơ trong ngày</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở hồ sơ</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>In lại</translation>
    </message>
    <message>
        <source>Previous day</source>
        <translation>Ngày trước</translation>
    </message>
    <message>
        <source>Next day</source>
        <translation>Ngày sau</translation>
    </message>
    <message>
        <source>No dossier of this day matches</source>
        <translation>Không hồ sơ nào trong ngày có các chữ này</translation>
    </message>
    <message>
        <source>Esc shows all of them again.</source>
        <translation>Esc để xem lại tất cả.</translation>
    </message>
    <message>
        <source>No dossier has been received today</source>
        <translation>Hôm nay chưa tiếp nhận hồ sơ nào</translation>
    </message>
    <message>
        <source>F2 begins one, or scan an identity card.</source>
        <translation>F2 để bắt đầu, hoặc quét căn cước.</translation>
    </message>
    <message>
        <source>No dossier was received on this day</source>
        <translation>Ngày này không tiếp nhận hồ sơ nào</translation>
    </message>
</context>
<context>
    <name>TrialQuestion</name>
    <message>
        <source>Yes, it is right</source>
        <translation>Đúng rồi</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Chưa đúng</translation>
    </message>
    <message>
        <source>Is the test page in the folder?</source>
        <translation>Trang in thử đã có trong thư mục chưa?</translation>
    </message>
    <message>
        <source>Did it come out, and is its ruler exactly as long as it says?</source>
        <translation>Giấy đã ra, và thước trên đó dài đúng như ghi?</translation>
    </message>
    <message>
        <source>Lay a ruler on it, and look at the bars.</source>
        <translation>Đặt thước lên đo, và nhìn các vạch.</translation>
    </message>
    <message>
        <source>Did the page come out, and is its ruler exactly 100 mm long?</source>
        <translation>Giấy đã ra chưa, thước trên giấy dài đúng 100 mm không?</translation>
    </message>
    <message>
        <source>Lay a ruler on it, and scan its two codes.</source>
        <translation>Đặt thước lên đo, rồi quét thử hai mã.</translation>
    </message>
    <message>
        <source>Then look at the printer</source>
        <translation>Xem lại máy in</translation>
    </message>
    <message>
        <source>Nothing came out: is it switched on, has it paper, is it the right one? The ruler is shorter: choose a scale of 100 % and A4 in the printer&apos;s settings, without “fit to page”. Then print the page again.</source>
        <translation>Không ra giấy: máy đã bật, còn giấy, đúng máy chưa? Thước ngắn hơn: trong cài đặt máy in chọn khổ A4, tỷ lệ 100%, tắt “vừa trang”. Rồi in thử lại.</translation>
    </message>
</context>
<context>
    <name>TypeSection</name>
    <message>
        <source>Type</source>
        <translation>Kiểu chữ</translation>
    </message>
</context>
<context>
    <name>UnsureBar</name>
    <message>
        <source>It came out</source>
        <translation>Đã ra</translation>
    </message>
    <message>
        <source>It did not: print again</source>
        <translation>Chưa ra: in lại</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Xem</translation>
    </message>
    <message>
        <source>It did not come out</source>
        <translation>Chưa ra</translation>
    </message>
    <message>
        <source>Has the paper come out?</source>
        <translation>Giấy đã ra chưa?</translation>
    </message>
    <message>
        <source>Has the paper come out? · {count} papers are to be looked for</source>
        <translation>Giấy đã ra chưa? · {count} giấy cần xem lại</translation>
    </message>
</context>
<context>
    <name>UnsureModel</name>
    <message>
        <source>Code</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>Thủ tục</translation>
    </message>
    <message>
        <source>Not certain</source>
        <translation>Chưa chắc chắn</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Đối chiếu</translation>
    </message>
</context>
<context>
    <name>UnsurePanel</name>
    <message>
        <source>Code, name, what is not certain</source>
        <translation>Mã, tên, điều chưa chắc</translation>
    </message>
    <message>
        <source>Search what is not certain</source>
        <translation>Tìm trong những điều chưa chắc chắn</translation>
    </message>
    <message>
        <source>Entries that are not certain</source>
        <translation>Các mục chưa chắc chắn</translation>
    </message>
    <message>
        <source>Not certain: {count}</source>
        <translation>Chưa chắc chắn: {count}</translation>
    </message>
    <message>
        <source>Nothing has these letters</source>
        <translation>Không có mục nào khớp</translation>
    </message>
    <message>
        <source>All is certain</source>
        <translation>Không có mục nào chưa chắc chắn</translation>
    </message>
    <message>
        <source>from {day}</source>
        <translation>từ {day}</translation>
    </message>
</context>
<context>
    <name>WaitingModel</name>
    <message>
        <source>Dossier</source>
        <translation>Hồ sơ</translation>
    </message>
    <message>
        <source>Owner of the dossier</source>
        <translation>Chủ hồ sơ</translation>
    </message>
    <message>
        <source>What waits</source>
        <translation>Việc chờ gửi</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Từ lúc</translation>
    </message>
    <message>
        <source>Tried</source>
        <translation>Đã thử</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>chưa</translation>
    </message>
    <message>
        <source>once</source>
        <translation>1 lần</translation>
    </message>
    <message>
        <source>{count} times</source>
        <translation>{count} lần</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>Waits to be sent</source>
        <translation>Chờ gửi</translation>
    </message>
    <message>
        <source>16:30 Wed 25/11</source>
        <translation>00:00 hôm nay</translation>
    </message>
    <message>
        <source>10 times</source>
        <translation>10 lần</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <translation>Đã gửi hết</translation>
    </message>
    <message>
        <source>What is received without a network waits here, and goes out by itself.</source>
        <translation>Hồ sơ nhận khi mất mạng chờ ở đây và tự đi khi có mạng.</translation>
    </message>
    <message>
        <source>Nothing like that waits</source>
        <translation>Không có việc nào như vậy</translation>
    </message>
    <message>
        <source>Look by code, name or reason, with or without marks.</source>
        <translation>Tìm theo mã, tên hoặc lý do, có dấu hay không dấu đều được.</translation>
    </message>
    <message>
        <source>Waits to be sent · {count}</source>
        <translation>Chờ gửi · {count} hồ sơ</translation>
    </message>
</context>
<context>
    <name>WindowCommands</name>
    <message>
        <source>Search dossiers</source>
        <translation>Tìm hồ sơ</translation>
    </message>
    <message>
        <source>Help for this page</source>
        <translation>Trợ giúp cho trang này</translation>
    </message>
    <message>
        <source>Send now</source>
        <translation>Gửi ngay</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Khóa quầy</translation>
    </message>
    <message>
        <source>Switch officer</source>
        <translation>Đổi cán bộ</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>Đổi mật khẩu</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Thoát</translation>
    </message>
</context>
</TS>
