"""Vietnamese words of sign-in, activation, forgotten password and second factor."""

from __future__ import annotations

# Sign-in
WELCOME = "Kính chào đồng chí"
SIGN_IN_TITLE = "Đăng nhập"
LOGIN = "Số điện thoại hoặc email"
PASSWORD = "Mật khẩu"
SIGN_IN = "Đăng nhập"
FORGOTTEN = "Quên mật khẩu"
ACTIVATE = "Kích hoạt tài khoản lần đầu"
MUST_LOGIN = "Đồng chí nhập số điện thoại hoặc email đã đăng ký với chi bộ."
MUST_PASSWORD = "Đồng chí nhập mật khẩu."
ON_THIS_DEVICE = "Tài khoản trên máy này"
CONTINUE_AS = "Tiếp tục với tài khoản này"
ADD_ACCOUNT_NOTE = (
    "Đăng nhập thêm một tài khoản trên máy này. Mỗi tài khoản chỉ thấy nội dung của riêng mình."
)
KEEP_PRESENT = "Quay lại tài khoản đang dùng"
SIGNED_IN_ALREADY_TITLE = "Đồng chí đang đăng nhập"
SIGNED_IN_ALREADY = "Trang này dành cho người chưa đăng nhập."
GO_HOME = "Về Trang chủ"
RETRY_RESTORE = "Thử lại"
SPLASH = "Đang mở sổ tay…"
ENDED = "Phiên đăng nhập đã kết thúc. Mời đồng chí đăng nhập lại để tiếp tục."
SIGNED_OUT_HERE = "Đồng chí đã đăng xuất khỏi máy này."
SIGNED_OUT_EVERYWHERE = "Đồng chí đã đăng xuất khỏi mọi thiết bị."
NOT_STORED = (
    "Trình duyệt này không cho lưu phiên đăng nhập, nên khi đóng ứng dụng "
    "đồng chí sẽ phải đăng nhập lại."
)

# Demo
DEMO_TITLE = "Tài khoản dùng thử"
DEMO_NOTE = "Đây là bản dùng thử. Chạm vào một người để vào xem với vai của người đó."


def demo_password(password: str) -> str:
    """The password all demo accounts share."""
    return f"Mật khẩu chung: {password}"


# New passwords
NEW_PASSWORD = "Mật khẩu mới"
AGAIN = "Nhập lại mật khẩu mới"
RULES = (
    "Từ 12 đến 64 ký tự; được dùng dấu cách. Dễ nhớ mà khó đoán nhất là ghép bốn, năm từ "
    "không liên quan với nhau. Không dùng tên, ngày sinh hay số điện thoại."
)
RULE_LENGTH = "Đủ 12 ký tự trở lên"
RULE_SAME = "Hai lần nhập giống nhau"
DONE_MARK = "đạt"
NOT_YET_MARK = "chưa đạt"
DIFFERENT = "Hai lần nhập chưa giống nhau. Đồng chí nhập lại."

# Activation
ACTIVATE_TITLE = "Kích hoạt tài khoản lần đầu"
ACTIVATE_INTRO = (
    "Đồng chí gặp bí thư chi bộ để nhận mã kích hoạt; nơi mới cài đặt chưa có bí thư thì gặp "
    "người cài đặt hoặc cán bộ tổ chức. Mã được trao tận tay, dùng một lần và có thời hạn."
)
CARD_OR_PHONE = "Số thẻ đảng viên hoặc số điện thoại"
CODE = "Mã một lần"
CODE_HELP = "13 chữ và số. Chữ hoa, chữ thường, có gạch nối hay không đều được."
ACTIVATE_BUTTON = "Kích hoạt và đăng nhập"
MUST_CARD = "Đồng chí nhập số thẻ đảng viên hoặc số điện thoại."
MUST_CODE = "Đồng chí nhập mã một lần."
NEVER_TELL = "Không ai, kể cả cán bộ hỗ trợ, được hỏi mật khẩu hay mã của đồng chí qua điện thoại."

# Forgotten password
FORGOTTEN_TITLE = "Quên mật khẩu"
FORGOTTEN_INTRO = (
    "Để không ai mạo danh được đồng chí, việc đặt lại mật khẩu có thời gian chờ "
    "và cần gặp trực tiếp người phụ trách."
)
FORGOTTEN_LOGIN = "Số điện thoại, email hoặc số thẻ đảng viên"
ASK_RESET = "Gửi yêu cầu"
HAVE_CODE = "Tôi đã có mã"
ASKED_TITLE = "Yêu cầu đã được ghi nhận"
ASKED_SAME = (
    "Câu trả lời này giống nhau với mọi số điện thoại và email, kể cả khi không có tài khoản."
)


def asked_steps(hours: int) -> tuple[str, ...]:
    """What happens after asking for a reset; ``hours`` until a code works."""
    return (
        "Mọi thiết bị đang đăng nhập tài khoản này sẽ thấy thông báo và có thể hủy yêu cầu.",
        "Đồng chí gặp trực tiếp bí thư chi bộ hoặc cán bộ tổ chức để nhận mã. "
        "Mã không gửi qua tin nhắn hay điện thoại.",
        f"Mã bắt đầu dùng được sau {hours} giờ kể từ bây giờ. "
        "Khi đó đồng chí mở lại trang này và chọn “Tôi đã có mã”.",
    )


RESET_TITLE = "Đặt mật khẩu mới"
RESET_INTRO = "Đồng chí nhập mã đã nhận trực tiếp và chọn mật khẩu mới."
RESET_BUTTON = "Đặt mật khẩu và đăng nhập"
RESET_NOTE = "Sau bước này, các thiết bị khác của đồng chí sẽ bị đăng xuất."

# Second factor
FACTOR_TITLE = "Xác thực hai lớp"
FACTOR_WHY = (
    "Đồng chí giữ nhiệm vụ ở cấp trên chi bộ. Để bảo vệ dữ liệu của nhiều người, "
    "công việc của nhiệm vụ đó cần thêm mã 6 số từ ứng dụng xác thực trên điện thoại."
)
FACTOR_ENTER = "Đồng chí mở ứng dụng xác thực và nhập mã 6 số đang hiện."
FACTOR_CODE = "Mã 6 số"
FACTOR_CONFIRM = "Xác nhận"
FACTOR_SKIP = "Để sau, dùng như đảng viên"
FACTOR_SKIP_NOTE = "Chưa xác nhận, đồng chí vẫn đọc tin và xác nhận văn bản như mọi đảng viên."
FACTOR_NEEDS_SIX = "Mã gồm đúng 6 chữ số."
FACTOR_SETUP = "Cài đặt lần đầu"
FACTOR_STEP_1 = (
    "1. Cài một ứng dụng xác thực trên điện thoại, ví dụ Google Authenticator, "
    "Microsoft Authenticator hoặc ứng dụng tương tự."
)
FACTOR_STEP_2 = "2. Trong ứng dụng đó, chọn thêm tài khoản rồi quét hình dưới đây."
FACTOR_STEP_2_KEY = "Không quét được thì nhập khóa này bằng tay:"
FACTOR_STEP_3 = "3. Nhập mã 6 số mà ứng dụng vừa hiện ra."
FACTOR_QR = "Hình vuông để quét bằng ứng dụng xác thực"
FACTOR_COPY = "Chép khóa"
FACTOR_COPIED = "Đã chép khóa."
FACTOR_DONE = "Đã xác thực hai lớp. Đồng chí có thể làm các việc của nhiệm vụ được giao."
FACTOR_ON = "Đã bật xác thực hai lớp cho tài khoản này."
FACTOR_NONE_NEEDED = (
    "Nên bật xác thực hai lớp để bảo vệ tài khoản. Khi giữ nhiệm vụ trên cấp chi bộ, "
    "đồng chí bắt buộc phải dùng."
)
FACTOR_BEGIN = "Bật xác thực hai lớp"

ERRORS: dict[str, str] = {
    "auth.invalid_credentials": (
        "Số điện thoại, email hoặc mật khẩu chưa đúng. Đồng chí kiểm tra rồi nhập lại."
    ),
    "auth.slow_down": "Đồng chí đã thử nhiều lần liền nhau.",
    "login.malformed": "Số điện thoại, email hoặc số thẻ viết chưa đúng. Đồng chí kiểm tra lại.",
    "code.invalid": (
        "Mã chưa đúng, đã dùng hoặc đã hết hạn. Đồng chí kiểm tra lại từng ký tự; "
        "nếu vẫn không được, đề nghị nơi đã trao mã (bí thư chi bộ, cán bộ tổ chức hoặc người "
        "cài đặt) cấp mã mới."
    ),
    "password.short": "Mật khẩu cần ít nhất 12 ký tự.",
    "password.long": "Mật khẩu dài nhất 64 ký tự.",
    "password.too_many_bytes": (
        "Mật khẩu này quá dài do có nhiều chữ có dấu. Đồng chí bớt vài chữ hoặc bỏ dấu."
    ),
    "password.common": (
        "Mật khẩu này dễ đoán. Đồng chí ghép thêm vài từ không liên quan với nhau."
    ),
    "password.weak": "Mật khẩu này dễ đoán. Đồng chí chọn mật khẩu khác.",
    "auth.weak_password": "Mật khẩu này dễ đoán. Đồng chí chọn mật khẩu khác.",
    "auth.same_password": "Mật khẩu mới phải khác mật khẩu đang dùng.",
    "auth.mfa_verification_failed": (
        "Mã 6 số chưa đúng hoặc vừa hết hạn. Đồng chí nhập mã mới đang hiện trên ứng dụng."
    ),
    "auth.mfa_challenge_expired": (
        "Mã 6 số vừa hết hạn. Đồng chí nhập mã mới đang hiện trên ứng dụng."
    ),
    "account.already_active": (
        "Tài khoản này đã kích hoạt rồi. Đồng chí quay lại trang Đăng nhập; "
        "nếu quên mật khẩu thì chọn “Quên mật khẩu”."
    ),
    "account.login_taken": (
        "Số điện thoại này đã gắn với tài khoản của người khác. Đề nghị bí thư chi bộ ghi thêm "
        "email vào hồ sơ của đồng chí, rồi kích hoạt lại bằng mã này."
    ),
    "account.no_login": (
        "Hồ sơ của đồng chí chưa có số điện thoại. Đề nghị bí thư chi bộ bổ sung trước."
    ),
}


def too_early(when: str) -> str:
    """A reset's code before its delay has passed."""
    return f"Mã đúng nhưng chưa đến giờ dùng. Đồng chí dùng mã này từ {when}."


ARRIVAL_KEEPING = "Đang ghi giờ đồng chí đến…"
ARRIVAL_HELD = (
    "Đã giữ giờ đồng chí đến họp. Đồng chí đăng nhập trong vòng 10 phút để được ghi có mặt."
)
ARRIVAL_OLD = (
    "Mã điểm danh vừa quét đã đổi. Đồng chí đăng nhập, rồi quét lại hoặc nhờ thư ký điểm danh."
)
