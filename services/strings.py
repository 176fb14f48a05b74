"""Vietnamese sentences for the operator, used by the settings and the command line; and the words
of secrecy stamps, which every room looks for."""

# As stamped on papers, in capitals; longest first.
SECRECY_STAMPS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")

SETTINGS_REFUSED = "Cấu hình chưa dùng được: {line}"
MALFORMED = "biến {name} có giá trị không hợp lệ{limits}."
AT_LEAST = "; nhỏ nhất là {least}"
AT_MOST = "; lớn nhất là {most}"
HALF_SET = "mới khai báo một phần kết nối Supabase; còn thiếu {names}. Hãy khai báo đủ cả ba biến SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY hoặc bỏ hết."
NOT_AN_ADDRESS = "{name} phải là địa chỉ bắt đầu bằng http:// hoặc https://."
NOT_A_NETWORK = "TRUSTED_PROXIES có giá trị “{value}” không phải địa chỉ IP hay dải mạng."
NOT_APPROVED = "SUPABASE_URL trỏ ra ngoài mạng nội bộ; hãy ghi tên người phê duyệt việc đặt dữ liệu ở đó vào HOSTED_APPROVED_BY."

HALF_MAIL = "SMTP_URL và MAIL_FROM phải được khai báo cùng nhau."
NOT_SMTP = (
    "SMTP_URL phải có dạng smtp://tên:mật-khẩu@máy-chủ:587 hoặc smtps://tên:mật-khẩu@máy-chủ:465."
)
NOT_CA_FILE = "SMTP_CA_FILE: không đọc được chứng thư (PEM) nào từ tệp “{path}”."
MAIL_RESET_SUBJECT = "Có yêu cầu đặt lại mật khẩu Sổ tay đảng viên điện tử"
MAIL_RESET_BODY = """Kính gửi đồng chí,

Có người vừa yêu cầu đặt lại mật khẩu tài khoản Sổ tay đảng viên điện tử của đồng chí.
Yêu cầu chỉ có hiệu lực từ {effective_at} và chỉ khi đồng chí gặp trực tiếp người có trách nhiệm để nhận mã.

Nếu không phải đồng chí yêu cầu: hãy mở ứng dụng trên thiết bị đang đăng nhập, bấm “Không phải tôi, hủy yêu cầu”,
hoặc báo ngay cho bí thư chi bộ.

Thư này gửi tự động, không có đường dẫn nào để bấm; xin đừng trả lời.
"""

PORT_BUSY = "Cổng {port} trên {host} đang được chương trình khác sử dụng; hãy chọn cổng khác bằng biến PORT."
HOST_UNKNOWN = "Máy này không có địa chỉ {host}; hãy kiểm tra biến HOST."
PORT_FORBIDDEN = "Không được phép mở cổng {port}; hãy chọn cổng từ 1024 trở lên bằng biến PORT."
TLS_NEEDED = "Không phục vụ ra ngoài máy này khi chưa có mã hóa: hãy dùng --tls-cert và --tls-key, hoặc khai báo TRUSTED_PROXIES nếu đứng sau máy chủ trung gian."
TLS_HALF = "Cần cả hai tham số --tls-cert và --tls-key."
TLS_MISSING = "Không đọc được tệp chứng thư “{path}”."
DEMO_STAYS_HOME = (
    "Dữ liệu trình diễn chỉ phục vụ trên máy này; muốn mở ra mạng nội bộ hãy thêm --demo-outside."
)
NO_INSTALLATION = (
    "Cơ sở dữ liệu chưa được khởi tạo; hãy chạy “init” (dùng thật) hoặc “demo” (trình diễn)."
)
IS_REAL = "Đây là cơ sở dữ liệu dùng thật, không thể nạp dữ liệu trình diễn."
IS_DEMO = (
    "Đây là cơ sở dữ liệu trình diễn, không thể biến thành dữ liệu thật; hãy chọn DATA_DIR khác."
)
ALREADY_INIT = "Cơ sở dữ liệu này đã được khởi tạo trước đó; không có gì thay đổi."
ONLY_EMBEDDED = "Lệnh này chỉ dùng cho cơ sở dữ liệu đi kèm (không khai báo SUPABASE_URL)."
DB_URL_NEEDED = (
    "Cần biến SUPABASE_DB_URL (kết nối trực tiếp tới Postgres) để cập nhật cấu trúc dữ liệu."
)

STARTING = "Đang khởi động cơ sở dữ liệu trong {data_dir} …"
MIGRATED = "Đã cập nhật cấu trúc dữ liệu: {count} bước."
MIGRATED_NONE = "Cấu trúc dữ liệu đã mới nhất."
LOADING_DEMO = "Đang nạp dữ liệu trình diễn …"
DEMO_LOADED = "Đã nạp: {units} tổ chức, {members} đảng viên, {posts} tin, bài và văn bản."
SERVING = "Sổ tay đảng viên điện tử: mở {url}"
DEMO_ACCOUNTS = "Tài khoản trình diễn (mật khẩu chung: {password}):"
STOPPED = "Đã dừng."
GATEWAY_SERVING = "Cổng Supabase cục bộ: {url}"

INIT_DONE = "Đã khởi tạo. Trao mã dùng một lần cho từng người, mỗi mã có hiệu lực {hours} giờ:"
INIT_CODE = "  {name} ({login}): {code}"
INIT_BAD_PHONE = "Số điện thoại “{value}” không hợp lệ."
INIT_SAME = "Hai cán bộ đầu tiên phải là hai người với hai số điện thoại khác nhau."

AUDIT_OK = "Nhật ký nguyên vẹn: {entries} bản ghi trong {seals} lần niêm phong."
AUDIT_BAD = "NHẬT KÝ KHÔNG KHỚP ({problem}) tại {where}. Hãy giữ nguyên hệ thống và báo người có trách nhiệm."
HEAD_UNREADABLE = "Không đọc được tệp dấu niêm “{path}”."

INIT_BAD_NAME = "Họ và tên cán bộ phải có từ 2 đến 100 ký tự."
INIT_BAD_KIND = "Loại tổ chức phải là một trong: {kinds}."
INIT_EMPTY = "Mã và tên tổ chức, tên chi bộ không được để trống."
DATABASE_LOST = (
    "Mất kết nối với cơ sở dữ liệu; hãy thử lại, nếu vẫn lỗi thì xem tệp nhật ký trong DATA_DIR."
)
UNKNOWN_SCALE = "Quy mô phải là một trong: {scales}."

HELP = "Sổ tay đảng viên điện tử. Không có lệnh nào: chạy phần mềm (serve)."
HELP_DATA_DIR = "Thư mục chứa dữ liệu (biến DATA_DIR)."
HELP_HOST = "Địa chỉ lắng nghe (biến HOST)."
HELP_PORT = "Cổng lắng nghe (biến PORT)."
HELP_SERVE = "Chạy phần mềm; thư mục dữ liệu mới sẽ có dữ liệu trình diễn."
HELP_TLS_CERT = "Tệp chứng thư TLS (PEM)."
HELP_TLS_KEY = "Tệp khóa riêng TLS (PEM)."
HELP_DEMO_OUTSIDE = "Cho phép máy khác mở bản trình diễn."
HELP_INIT = "Khởi tạo cơ sở dữ liệu dùng thật với hai cán bộ đầu tiên."
HELP_UNIT_KIND = "Loại tổ chức đầu tiên: city, ward hoặc grassroots_body."
ASK_UNIT_CODE = "Mã tổ chức đảng"
ASK_UNIT_NAME = "Tên tổ chức đảng (ví dụ: Đảng bộ phường …)"
ASK_CELL_NAME = "Tên chi bộ của hai cán bộ đầu tiên"
ASK_FIRST_NAME = "Cán bộ thứ nhất (tổ chức): họ và tên"
ASK_FIRST_PHONE = "Cán bộ thứ nhất: số điện thoại"
ASK_SECOND_NAME = "Cán bộ thứ hai (văn phòng, quản trị): họ và tên"
ASK_SECOND_PHONE = "Cán bộ thứ hai: số điện thoại"
HELP_DEMO = "Nạp dữ liệu trình diễn vào thư mục dữ liệu mới."
HELP_SCALE = "Quy mô: small, ward hoặc hanoi."
HELP_IMPORT = "Đưa tệp .txt, .md, .html, .docx thành bài viết."
HELP_PATHS = "Tệp hoặc thư mục."
HELP_UNIT = "Mã tổ chức đăng bài."
HELP_PUBLISH = "Đăng ngay; nếu không, lưu thành bản nháp."
HELP_GATEWAY = "Mở cổng Supabase cục bộ cho phần mềm khác trên máy này."
HELP_MIGRATE = "Cập nhật cấu trúc cơ sở dữ liệu."
HELP_VERIFY = "Kiểm tra nhật ký có bị sửa đổi không."
HELP_HEAD = "Tệp dấu niêm mà kiểm toán viên đã tải về."
