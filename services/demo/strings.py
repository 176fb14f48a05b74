"""Who the demo's cast are, and what a large load is busy with, in Vietnamese."""

CAST = {
    "cast-01": "đảng viên chi bộ A1",
    "cast-02": "bí thư chi bộ A1",
    "cast-03": "văn phòng và biên tập, phường A",
    "cast-04": "tổ thư ký và ban biên tập thành phố",
    "cast-05": "cán bộ tổ chức thành phố",
    "cast-06": "đảng viên chi bộ A2, cùng phường",
    "cast-07": "bí thư chi bộ B1, phường B",
    "cast-08": "quản trị hệ thống",
    "cast-09": "đảng viên dự bị chi bộ A1",
    "cast-10": "kiểm toán nhật ký",
    "cast-11": "cán bộ tổ chức phường A",
    "cast-12": "đảng viên được miễn sinh hoạt, chi bộ A1",
}

GROUP_LEADER = "tổ trưởng tổ đảng số 1, chi bộ A1"

LOADING_UNITS = "Tổ chức đảng"
LOADING_MEMBERS = "Đảng viên"
LOADING_ROLES = "Chức vụ"
LOADING_ACCOUNTS = "Tài khoản"
LOADING_POSTS = "Tin, bài"
LOADING_DIRECTIVES = "Văn bản"
LOADING_DOCUMENTS = "Số, ngày văn bản"
LOADING_ACKNOWLEDGEMENTS = "Xác nhận đã đọc"
LOADING_READS = "Lượt truy cập"
LOADING_MARKS = "Đánh dấu đã đọc"
LOADING_WORDS = "Mục từ tìm kiếm"
LOADING_TASKS = "Nhiệm vụ"
LOADING_COUNTS = "Tổng hợp số liệu"
LOADING_TIDY = "Sắp xếp dữ liệu"
